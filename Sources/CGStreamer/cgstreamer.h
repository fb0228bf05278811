// What Swift cannot import from GStreamer: macros, varargs, and casts between GObject types.
#pragma once

#include <gst/gst.h>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/video/video.h>

// Properties

typedef enum { CG_DONE, CG_NO_PROPERTY, CG_NOT_ACCESSIBLE, CG_NOT_ALLOWED } CgOutcome;

static inline GParamSpec *cg_property(gpointer object, const char *name) {
    return g_object_class_find_property(G_OBJECT_GET_CLASS(object), name);
}

static inline CgOutcome cg_set_text(gpointer object, const char *name, const char *text) {
    GParamSpec *spec = cg_property(object, name);
    if (spec == NULL) return CG_NO_PROPERTY;
    if (!(spec->flags & G_PARAM_WRITABLE) || (spec->flags & G_PARAM_CONSTRUCT_ONLY)) return CG_NOT_ACCESSIBLE;
    GValue value = G_VALUE_INIT;
    g_value_init(&value, spec->value_type);
    gboolean fits = TRUE;
    // A string is taken as it is: deserializing would unescape quotes and backslashes of a path.
    if (G_VALUE_HOLDS_STRING(&value)) g_value_set_string(&value, text);
    else fits = gst_value_deserialize_with_pspec(&value, text, spec);
    // g_param_value_validate says TRUE when it had to change the value.
    if (fits && g_param_value_validate(spec, &value)) fits = FALSE;
    if (fits) g_object_set_property(G_OBJECT(object), name, &value);
    g_value_unset(&value);
    return fits ? CG_DONE : CG_NOT_ALLOWED;
}

// What a property takes, for people; free with g_free.
static inline char *cg_allowed(gpointer object, const char *name) {
    GParamSpec *spec = cg_property(object, name);
    if (spec == NULL) return NULL;
    if (G_IS_PARAM_SPEC_INT(spec))
        return g_strdup_printf("%d to %d", G_PARAM_SPEC_INT(spec)->minimum, G_PARAM_SPEC_INT(spec)->maximum);
    if (G_IS_PARAM_SPEC_UINT(spec))
        return g_strdup_printf("%u to %u", G_PARAM_SPEC_UINT(spec)->minimum, G_PARAM_SPEC_UINT(spec)->maximum);
    if (G_IS_PARAM_SPEC_INT64(spec))
        return g_strdup_printf("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, G_PARAM_SPEC_INT64(spec)->minimum,
                               G_PARAM_SPEC_INT64(spec)->maximum);
    if (G_IS_PARAM_SPEC_UINT64(spec))
        return g_strdup_printf("%" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT, G_PARAM_SPEC_UINT64(spec)->minimum,
                               G_PARAM_SPEC_UINT64(spec)->maximum);
    if (G_IS_PARAM_SPEC_DOUBLE(spec))
        return g_strdup_printf("%g to %g", G_PARAM_SPEC_DOUBLE(spec)->minimum, G_PARAM_SPEC_DOUBLE(spec)->maximum);
    if (G_IS_PARAM_SPEC_BOOLEAN(spec)) return g_strdup("true, false");
    if (G_IS_PARAM_SPEC_ENUM(spec)) {
        GEnumClass *kinds = G_PARAM_SPEC_ENUM(spec)->enum_class;
        GString *list = g_string_new(NULL);
        for (guint i = 0; i < kinds->n_values; i++)
            g_string_append_printf(list, i ? ", %s" : "%s", kinds->values[i].value_nick);
        return g_string_free(list, FALSE);
    }
    return g_strdup_printf("a value of type %s", g_type_name(spec->value_type));
}

// Reads a property, or `property.field` of a structure, into `value`, which the caller unsets.
static inline CgOutcome cg_get(gpointer object, const char *name, const char *field, GValue *value) {
    GParamSpec *spec = cg_property(object, name);
    if (spec == NULL) return CG_NO_PROPERTY;
    if (!(spec->flags & G_PARAM_READABLE)) return CG_NOT_ACCESSIBLE;
    GValue whole = G_VALUE_INIT;
    g_value_init(&whole, spec->value_type);
    g_object_get_property(G_OBJECT(object), name, &whole);
    if (field == NULL) {
        *value = whole;
        return CG_DONE;
    }
    const GstStructure *structure = G_VALUE_HOLDS(&whole, GST_TYPE_STRUCTURE) ? gst_value_get_structure(&whole) : NULL;
    const GValue *part = structure ? gst_structure_get_value(structure, field) : NULL;
    if (part != NULL) {
        g_value_init(value, G_VALUE_TYPE(part));
        g_value_copy(part, value);
    }
    g_value_unset(&whole);
    return part ? CG_DONE : CG_NO_PROPERTY;
}

// The sample held by a sink's `last-sample`, or NULL; owned by the caller.
static inline GstSample *cg_last_sample(gpointer object) {
    GstSample *sample = NULL;
    if (cg_property(object, "last-sample") != NULL) g_object_get(object, "last-sample", &sample, NULL);
    return sample;
}

// Values of structures

typedef enum { CG_NUMBER, CG_TEXT, CG_FLAG, CG_LIST, CG_OTHER } CgKind;

static inline gboolean cg_is_value_array(const GValue *value) {
    return g_type_is_a(G_VALUE_TYPE(value), g_type_from_name("GValueArray"));
}

static inline CgKind cg_kind(const GValue *value) {
    if (GST_VALUE_HOLDS_ARRAY(value) || GST_VALUE_HOLDS_LIST(value) || cg_is_value_array(value)) return CG_LIST;
    switch (G_TYPE_FUNDAMENTAL(G_VALUE_TYPE(value))) {
    case G_TYPE_STRING: return CG_TEXT;
    case G_TYPE_BOOLEAN: return CG_FLAG;
    case G_TYPE_INT: case G_TYPE_UINT: case G_TYPE_INT64: case G_TYPE_UINT64: case G_TYPE_LONG: case G_TYPE_ULONG:
    case G_TYPE_FLOAT: case G_TYPE_DOUBLE: return CG_NUMBER;
    default: return CG_OTHER;
    }
}

static inline guint cg_list_size(const GValue *value) {
    if (GST_VALUE_HOLDS_ARRAY(value)) return gst_value_array_get_size(value);
    if (GST_VALUE_HOLDS_LIST(value)) return gst_value_list_get_size(value);
    const GValueArray *array = (const GValueArray *)g_value_get_boxed(value);
    return array ? array->n_values : 0;
}

static inline const GValue *cg_list_item(const GValue *value, guint index) {
    if (GST_VALUE_HOLDS_ARRAY(value)) return gst_value_array_get_value(value, index);
    if (GST_VALUE_HOLDS_LIST(value)) return gst_value_list_get_value(value, index);
    return ((const GValueArray *)g_value_get_boxed(value))->values + index;
}

static inline gboolean cg_number(const GValue *value, double *number) {
    GValue real = G_VALUE_INIT;
    g_value_init(&real, G_TYPE_DOUBLE);
    gboolean fits = TRUE;
    if (G_VALUE_HOLDS_BOOLEAN(value)) *number = g_value_get_boolean(value) ? 1 : 0;
    else if (G_VALUE_HOLDS_ENUM(value)) *number = g_value_get_enum(value);
    else if ((fits = g_value_transform(value, &real))) *number = g_value_get_double(&real);
    g_value_unset(&real);
    return fits;
}

// A value as text; free with g_free.
static inline char *cg_text(const GValue *value) {
    if (G_VALUE_HOLDS_STRING(value)) return g_value_dup_string(value);
    if (GST_VALUE_HOLDS_CAPS(value)) return gst_caps_to_string(gst_value_get_caps(value));
    return gst_value_serialize(value);
}

// Casts and macros

static inline gboolean cg_is_pipeline(gpointer object) { return GST_IS_PIPELINE(object); }
static inline gboolean cg_is_bin(gpointer object) { return GST_IS_BIN(object); }
static inline gboolean cg_is_app_sink(gpointer object) { return GST_IS_APP_SINK(object); }
static inline gboolean cg_is_app_source(gpointer object) { return GST_IS_APP_SRC(object); }
static inline const char *cg_name(gpointer object) { return GST_OBJECT_NAME(object); }
static inline gpointer cg_parent(gpointer object) { return GST_OBJECT_PARENT(object); }
static inline GstMessageType cg_message_type(GstMessage *message) { return GST_MESSAGE_TYPE(message); }
static inline gpointer cg_message_source(GstMessage *message) { return GST_MESSAGE_SRC(message); }
static inline guint cg_error_code(const GError *error) { return (guint)error->code; }
static inline guint64 cg_pts(GstBuffer *buffer) { return GST_BUFFER_PTS(buffer); }
static inline guint64 cg_duration(GstBuffer *buffer) { return GST_BUFFER_DURATION(buffer); }
static inline void cg_set_times(GstBuffer *buffer, guint64 pts, guint64 duration) {
    GST_BUFFER_PTS(buffer) = pts;
    GST_BUFFER_DURATION(buffer) = duration;
}
static inline gboolean cg_is_key(GstBuffer *buffer) { return !GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT); }
static inline const GstSegment *cg_sticky_segment(GstPad *pad, GstEvent **holder) {
    const GstSegment *segment = NULL;
    *holder = gst_pad_get_sticky_event(pad, GST_EVENT_SEGMENT, 0);
    if (*holder != NULL) gst_event_parse_segment(*holder, &segment);
    return segment;
}
static inline GstPadProbeType cg_probe_type(GstPadProbeInfo *info) { return GST_PAD_PROBE_INFO_TYPE(info); }
static inline gboolean cg_probe_is_list(GstPadProbeInfo *info) {
    return (GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_BUFFER_LIST) != 0;
}

// Marks the bins that are branches, so that a message can say which one it comes from.
static inline void cg_mark_branch(gpointer bin) { g_object_set_data(G_OBJECT(bin), "branch", bin); }
static inline gboolean cg_is_branch(gpointer object) {
    return object != NULL && g_object_get_data(G_OBJECT(object), "branch") != NULL;
}

// The EOS inside a message that a bin forwards from one of its children, or NULL; borrowed.
static inline const GstMessage *cg_forwarded(GstMessage *message) {
    const GstStructure *structure = gst_message_get_structure(message);
    if (structure == NULL || !gst_structure_has_name(structure, "GstBinForwarded")) return NULL;
    const GValue *value = gst_structure_get_value(structure, "message");
    return value ? (const GstMessage *)g_value_get_boxed(value) : NULL;
}

// A joint that takes data and never hands an error back: a broken branch does not stop what feeds it.

static inline GstFlowReturn cg_joint_chain(GstPad *pad, GstObject *parent, GstBuffer *buffer) {
    gst_proxy_pad_chain_default(pad, parent, buffer);
    return GST_FLOW_OK;
}
static inline GstFlowReturn cg_joint_chain_list(GstPad *pad, GstObject *parent, GstBufferList *list) {
    gst_proxy_pad_chain_list_default(pad, parent, list);
    return GST_FLOW_OK;
}
static inline void cg_isolate(GstPad *ghost) {
    gst_pad_set_chain_function(ghost, cg_joint_chain);
    gst_pad_set_chain_list_function(ghost, cg_joint_chain_list);
}

static inline GstPad *cg_ghost(const char *name, GstPad *target) { return gst_ghost_pad_new(name, target); }
static inline gboolean cg_is_source_pad(GstPad *pad) { return GST_PAD_IS_SRC(pad); }
static inline void cg_request_key_frame(GstElement *element) {
    GstStructure *structure = gst_structure_new("GstForceKeyUnit", "all-headers", G_TYPE_BOOLEAN, TRUE, NULL);
    GstEvent *event = gst_event_new_custom(GST_EVENT_CUSTOM_UPSTREAM, structure);
    GstPad *pad = gst_element_get_static_pad(element, "src");
    if (pad == NULL) { gst_event_unref(event); return; }
    gst_pad_send_event(pad, event);
    gst_object_unref(pad);
}
static inline guint64 cg_now(GstElement *pipeline) {
    GstClock *clock = gst_element_get_clock(pipeline);
    if (clock == NULL) return GST_CLOCK_TIME_NONE;
    guint64 now = gst_clock_get_time(clock);
    gst_object_unref(clock);
    return now;
}

// The direct child of that name, or NULL; owned by the caller. gst_bin_get_by_name also searches inner bins.
static inline GstElement *cg_child(gpointer bin, const char *name) {
    GstElement *found = NULL;
    GST_OBJECT_LOCK(bin);
    for (GList *item = GST_BIN_CHILDREN(bin); item != NULL && found == NULL; item = item->next)
        if (g_strcmp0(GST_OBJECT_NAME(item->data), name) == 0) found = GST_ELEMENT(gst_object_ref(item->data));
    GST_OBJECT_UNLOCK(bin);
    return found;
}

// Puts a message forwarding switch and the system clock on a pipeline.
static inline void cg_prepare_pipeline(GstElement *pipeline) {
    GstClock *clock = gst_system_clock_obtain();
    gst_pipeline_use_clock(GST_PIPELINE(pipeline), clock);
    gst_object_unref(clock);
    g_object_set(pipeline, "message-forward", TRUE, NULL);
}

// The nth linked pad of an element that gives (1) or takes (0) data, or NULL; owned by the caller.
static inline GstPad *cg_linked_pad(gpointer element, gboolean gives, guint index) {
    GstPad *found = NULL;
    GST_OBJECT_LOCK(element);
    GList *pads = gives ? GST_ELEMENT(element)->srcpads : GST_ELEMENT(element)->sinkpads;
    for (GList *item = pads; item != NULL && found == NULL; item = item->next)
        if (GST_PAD_PEER(item->data) != NULL && index-- == 0) found = GST_PAD(gst_object_ref(item->data));
    GST_OBJECT_UNLOCK(element);
    return found;
}

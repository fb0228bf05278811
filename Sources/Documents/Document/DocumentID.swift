package import Foundation
import Offices

/// One paper of the correspondence, from its first draft to its dispatch.
package struct DocumentID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

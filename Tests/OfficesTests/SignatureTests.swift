import Foundation
import Offices
import Testing

/// How a mark names who made it.
struct SignatureTests {
    private func actor(
        _ role: Role, _ office: Office, section: SectionID? = nil, acting: Acting? = nil, order: OralOrder? = nil
    ) -> Actor {
        Actor(
            id: PersonID(at: Bureau.now), name: "Ani", role: role, office: office.id, section: section, acting: acting,
            order: order)
    }

    @Test(arguments: [
        (Role.kepalaKpp, Bureau.kpp, "Kepala KPP Pratama Makassar: Ani"),
        (.dirjen, Bureau.pusat, "Direktur Jenderal Pajak: Ani"),
        (.kasubbagProtokol, Bureau.rko, "Kepala Subbag Protokol, Ruang Kendali Operasi: Ani"),
        (.ocKpp, Bureau.kpp, "OC KPP, KPP Pratama Makassar: Ani"),
    ])
    func namesTheRegularHolder(role: Role, office: Office, text: String) throws {
        let signature = actor(role, office).signature(in: try Bureau.directory())
        #expect((signature.id, signature.en) == (text, text))
    }

    @Test func namesTheSection() throws {
        let actor = actor(.kasiTerkaitKpp, Bureau.kpp, section: try Bureau.section("pelayanan"))
        #expect(
            actor.signature(in: try Bureau.directory()).id
                == "Kepala Seksi terkait (Seksi Pelayanan), KPP Pratama Makassar: Ani")
    }

    @Test("AC-022, AC-077: a mark of Plh. or Plt. shows both names and the order")
    func namesBothWhereOneStandsIn() throws {
        let directory = try Bureau.directory()
        let plh = actor(.kepalaKpp, Bureau.kpp, acting: try Bureau.acting(for: "Yohana")).signature(in: directory)
        #expect(plh.id == "Plh. Kepala KPP Pratama Makassar: Ani (menggantikan Yohana, ND-12/WPJ.15/2026)")
        #expect(plh.en == "Plh. Kepala KPP Pratama Makassar: Ani (in place of Yohana, order ND-12/WPJ.15/2026)")
        let plt = actor(.kepalaKpp, Bureau.kpp, acting: try Bureau.acting(.plt)).signature(in: directory)
        #expect(plt.id == "Plt. Kepala KPP Pratama Makassar: Ani (ND-12/WPJ.15/2026)")
    }

    @Test("AC-126: a mark on oral order shows who recorded and who ordered")
    func namesWhoOrdered() throws {
        let official = OralOrder.Official(name: try Bureau.line("Bimo"), role: .dirjen, office: .kantorPusat)
        let order = try #require(OralOrder(official: official))
        let actor = actor(.kasubbagProtokol, Bureau.rko).recording(order)
        let signature = actor.signature(in: try Bureau.directory())
        #expect(
            signature.id
                == "dicatat oleh Kepala Subbag Protokol, Ruang Kendali Operasi: Ani atas perintah "
                + "Direktur Jenderal Pajak: Bimo")
        #expect(signature.en.hasPrefix("recorded by Kepala Subbag Protokol"))
        #expect(signature.en.hasSuffix("on the order of Direktur Jenderal Pajak: Bimo"))
        #expect(try JSONDecoder().decode(Actor.self, from: JSONEncoder().encode(actor)) == actor)
    }

    @Test(
        "AC-126: a scan is named by its SHA-256 or not at all",
        arguments: ["", "abc", String(repeating: "A", count: 64), String(repeating: "a", count: 65)])
    func refusesAScanThatIsNoHash(scan: String) throws {
        let official = OralOrder.Official(name: try Bureau.line("Bimo"), role: .dirjen, office: .kantorPusat)
        #expect(OralOrder(official: official, scan: scan) == nil)
        let good = try #require(OralOrder(official: official, scan: String(repeating: "a", count: 64)))
        let bytes = String(decoding: try JSONEncoder().encode(good), as: UTF8.self)
        let bad = bytes.replacing(String(repeating: "a", count: 64), with: scan)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(OralOrder.self, from: Data(bad.utf8)) }
    }
}

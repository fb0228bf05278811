import Crypto
import Foundation

/// scrypt (RFC 7914): the key of a password that takes so much memory and time to find.
///
/// Written here, for the library's is C that a build of this kind compiles without optimisation: it took 3.5 s of a core
/// where this takes 0.9 s, so that four people who signed in at once waited for each other. Its two ends, HMAC-SHA256, are
/// the library's; what lies between knows no secret-dependent branch but the table's, which is scrypt's own. Tests hold it
/// against the RFC's vectors and against the library.
enum Scrypt {
    /// The key of so many bytes. Blocks for as long as the cost asks.
    static func key(of password: Data, salt: Data, bytes: Int, _ cost: PasswordHash.Cost) -> SymmetricKey {
        let block = 128 * cost.blockSize
        var mixed = Data()
        let expanded = pbkdf2(password, salt: salt, bytes: block * cost.parallelism)
        for part in 0..<cost.parallelism {
            let piece = expanded.subdata(in: part * block..<(part + 1) * block)
            var words = piece.withUnsafeBytes { raw in
                stride(from: 0, to: block, by: 4).map {
                    UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
                }
            }
            mix(&words, rounds: cost.rounds, blockSize: cost.blockSize)
            for word in words { withUnsafeBytes(of: word.littleEndian) { mixed.append(contentsOf: $0) } }
        }
        return SymmetricKey(data: pbkdf2(password, salt: mixed, bytes: bytes))
    }

    /// PBKDF2-HMAC-SHA256 with one iteration (RFC 8018, section 5.2), as scrypt takes it.
    private static func pbkdf2(_ password: Data, salt: Data, bytes: Int) -> Data {
        let key = SymmetricKey(data: password)
        var (made, number) = (Data(), UInt32(1))
        while made.count < bytes {
            let numbered = salt + withUnsafeBytes(of: number.bigEndian) { Data($0) }
            made.append(contentsOf: HMAC<SHA256>.authenticationCode(for: numbered, using: key))
            number += 1
        }
        return made.prefix(bytes)
    }

    /// scryptROMix: mixes a block of `128 * blockSize` bytes, as little-endian words, through a table of so many rounds.
    private static func mix(_ block: inout [UInt32], rounds: Int, blockSize: Int) {
        let words = 32 * blockSize
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: words) { other in
            let table = UnsafeMutablePointer<UInt32>.allocate(capacity: words * rounds)
            defer {
                table.update(repeating: 0, count: words * rounds)
                table.deallocate()
            }
            other.initialize(repeating: 0)
            guard let spare = other.baseAddress else { return }
            block.withUnsafeMutableBufferPointer { block in
                guard let own = block.baseAddress else { return }
                for round in stride(from: 0, to: rounds, by: 2) {
                    (table + round * words).initialize(from: own, count: words)
                    blockMix(own, into: spare, blockSize)
                    (table + (round + 1) * words).initialize(from: spare, count: words)
                    blockMix(spare, into: own, blockSize)
                }
                for _ in stride(from: 0, to: rounds, by: 2) {
                    add(table + Int(own[words - 16]) % rounds * words, to: own, words)
                    blockMix(own, into: spare, blockSize)
                    add(table + Int(spare[words - 16]) % rounds * words, to: spare, words)
                    blockMix(spare, into: own, blockSize)
                }
            }
        }
    }

    @inline(__always)
    private static func add(_ row: UnsafeMutablePointer<UInt32>, to block: UnsafeMutablePointer<UInt32>, _ words: Int) {
        for at in 0..<words { block[at] ^= row[at] }
    }

    /// scryptBlockMix: even results to the first half, odd ones to the second.
    private static func blockMix(
        _ from: UnsafeMutablePointer<UInt32>, into: UnsafeMutablePointer<UInt32>, _ blockSize: Int
    ) {
        let (count, last) = (2 * blockSize, from + (2 * blockSize - 1) * 16)
        var x = Columns(last)
        for at in 0..<count {
            x.add(Columns(from + at * 16))
            x.salsa()
            x.store(into + ((at & 1) * blockSize + at / 2) * 16)
        }
    }

    /// The 64 bytes of a Salsa20 block as its four diagonals, so that a round works on four columns at once.
    private struct Columns {
        var a, b, c, d: SIMD4<UInt32>

        @inline(__always) init(_ p: UnsafeMutablePointer<UInt32>) {
            a = SIMD4(p[0], p[5], p[10], p[15])
            b = SIMD4(p[4], p[9], p[14], p[3])
            c = SIMD4(p[8], p[13], p[2], p[7])
            d = SIMD4(p[12], p[1], p[6], p[11])
        }

        @inline(__always) func store(_ p: UnsafeMutablePointer<UInt32>) {
            (p[0], p[5], p[10], p[15]) = (a[0], a[1], a[2], a[3])
            (p[4], p[9], p[14], p[3]) = (b[0], b[1], b[2], b[3])
            (p[8], p[13], p[2], p[7]) = (c[0], c[1], c[2], c[3])
            (p[12], p[1], p[6], p[11]) = (d[0], d[1], d[2], d[3])
        }

        @inline(__always) mutating func add(_ other: Columns) {
            a ^= other.a
            b ^= other.b
            c ^= other.c
            d ^= other.d
        }

        @inline(__always) private static func turned(_ x: SIMD4<UInt32>, _ count: UInt32) -> SIMD4<UInt32> {
            (x &<< SIMD4(repeating: count)) | (x &>> SIMD4(repeating: 32 - count))
        }

        /// Salsa20/8: four double rounds, and the block itself added.
        @inline(__always) mutating func salsa() {
            let before = self
            for _ in 0..<4 {
                quarter()
                (b, c, d) = (Self.rotl3(b), Self.rotl2(c), Self.rotl1(d))
                // Rows: the diagonals turned, with b and d in each other's place.
                swap(&b, &d)
                quarter()
                swap(&b, &d)
                (b, c, d) = (Self.rotl1(b), Self.rotl2(c), Self.rotl3(d))
            }
            a = a &+ before.a
            b = b &+ before.b
            c = c &+ before.c
            d = d &+ before.d
        }

        @inline(__always) private mutating func quarter() {
            b ^= Self.turned(a &+ d, 7)
            c ^= Self.turned(b &+ a, 9)
            d ^= Self.turned(c &+ b, 13)
            a ^= Self.turned(d &+ c, 18)
        }

        @inline(__always) private static func rotl1(_ x: SIMD4<UInt32>) -> SIMD4<UInt32> {
            SIMD4(x[1], x[2], x[3], x[0])
        }
        @inline(__always) private static func rotl2(_ x: SIMD4<UInt32>) -> SIMD4<UInt32> {
            SIMD4(x[2], x[3], x[0], x[1])
        }
        @inline(__always) private static func rotl3(_ x: SIMD4<UInt32>) -> SIMD4<UInt32> {
            SIMD4(x[3], x[0], x[1], x[2])
        }
    }
}

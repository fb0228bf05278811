// swift-tools-version: 6.2
import PackageDescription

/// Every target compiles under the same strict rules; warnings are errors in our own code only.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Programs and libraries are optimised in the one kind of build that there is: what is tested, measured and run is the
/// same code. Tests themselves are not, they compile faster so.
let fast: [SwiftSetting] = strict + [.unsafeFlags(["-O"])]

let asyncAlgorithms = Target.Dependency.product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationEssentialsCompat", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A library of the house; the files it embeds become bytes in its code, so that a moved program still has them.
func library(_ name: String, _ dependencies: [Target.Dependency], embedding files: [String] = []) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        resources: files.map { .embedInCode($0) },
        swiftSettings: fast
    )
}

/// A program: its command line and nothing else.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: fast)
}

/// The tests of one library.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], except ignored: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name)] + dependencies,
        exclude: ignored,
        swiftSettings: strict
    )
}

let package = Package(
    name: "ruang-kendali",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", exact: "1.1.4"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CGStreamer", pkgConfig: "gstreamer-video-1.0"),
        library("GStreamer", ["CGStreamer"]),
        .systemLibrary(name: "CZxcvbn"),
        library("Digests", [crypto]),
        library("Disk", ["Digests"]),
        library(
            "Offices", ["Digests", yams],
            embedding: [
                "Definitions/holidays.yaml", "Definitions/kantor-pusat.yaml", "Definitions/sample-offices.csv",
            ]),
        library(
            "Procedures", ["Offices"],
            embedding: [
                "Definitions/P01.yaml", "Definitions/P02.yaml", "Definitions/P03.yaml", "Definitions/P04.yaml",
                "Definitions/P05.yaml", "Definitions/P06.yaml", "Definitions/P07.yaml", "Definitions/P08.yaml",
                "Definitions/P09.yaml", "Definitions/P10.yaml", "Definitions/P11.yaml", "Definitions/P12.yaml",
                "Definitions/P13.yaml", "Definitions/P14.yaml", "Definitions/policy.yaml",
                "Definitions/Earlier/P01-1.yaml", "Definitions/Earlier/P02-1.yaml",
                "Definitions/Earlier/P03-1.yaml", "Definitions/Earlier/P09-1.yaml",
                "Definitions/Earlier/P10-1.yaml", "Definitions/Earlier/P11-1.yaml",
                "Definitions/Earlier/P12-1.yaml", "Definitions/Earlier/P13-1.yaml",
                "Definitions/Earlier/P14-1.yaml",
            ]),
        library("Documents", ["Digests", "Offices", "Procedures"], embedding: ["Definitions/correspondence.yaml"]),
        library("Cases", ["Digests", "Documents", "Offices", "Procedures"]),
        library("Calls", []),
        library("RoomLink", ["Calls", "Digests", "Offices"]),
        library("Scheduling", ["Documents", "Offices"]),
        library("Meetings", ["Digests", "Documents", "Offices", "Procedures", "RoomLink"]),
        library("Journal", ["Digests", "Disk", "Offices", crypto, grdb]),
        library(
            "Engine",
            [
                "Cases", "Documents", "Journal", "Meetings", "Offices", "Procedures", "RoomLink", "Scheduling",
            ]),
        library("Evidence", ["Digests", "Disk", "Journal", "Offices", crypto]),
        library("BoundedProcess", [subprocess, system]),
        library("Terminal", []),
        library(
            "Reports", ["BoundedProcess", "Digests", "Disk", "Offices", "RoomLink", mustache],
            embedding: [
                "Templates/agreement_style.mustache", "Templates/card.mustache", "Templates/deck.mustache",
                "Templates/letter.mustache", "Templates/letter_foot.mustache", "Templates/letter_line.mustache",
                "Templates/letter_style.mustache",
                "Templates/list.mustache", "Templates/report.mustache", "Templates/report_annexes.mustache",
                "Templates/report_deliveries.mustache", "Templates/report_followed.mustache",
                "Templates/report_head.mustache", "Templates/report_style.mustache", "Printing/print.py",
            ]),
        library(
            "ControlRoom",
            [
                "BoundedProcess", "CZxcvbn", "Cases", "Digests", "Disk", "Documents", "Engine", "Evidence", "Journal",
                "Meetings",
                "Offices",
                "Procedures", "Reports", "RoomLink", "Scheduling",
                crypto,
            ], embedding: ["Definitions/common-passwords.txt", "Definitions/local-words.txt"]),
        library(
            "Console",
            [
                "BoundedProcess", "Calls", "Cases", "ControlRoom", "Digests", "Disk", "Documents", "Engine", "Evidence",
                "Journal", "Meetings", "Offices", "Procedures", "Reports",
                "RoomLink", "Scheduling", asyncAlgorithms, httpTypes, hummingbird, hummingbirdCore, hummingbirdTLS,
                lifecycle,
                logging, mustache, nioCore, nioFoundation, nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1,
                nioSSL, unixSignals,
            ],
            embedding: [
                "Static/console.css", "Static/console.js", "Wall/wall.mustache", "Accounts/sign_in.mustache",
                "Accounts/password.mustache",
            ]),
        library(
            "Rehearsal",
            [
                "Calls", "Cases", "Console", "ControlRoom", "Digests", "Meetings", "Offices", "Procedures", "RoomLink",
                asyncHTTPClient, httpTypes, nioCore,
                nioFoundation, nioHTTP1,
            ]),
        library("RoomMedia", ["BoundedProcess", "Digests", "GStreamer", "Offices", "RoomLink"]),
        library(
            "RoomAgent",
            [
                "BoundedProcess", "Calls", "Digests", "Disk", "Offices", "RoomLink", "RoomMedia", "Terminal",
                asyncHTTPClient, logging, nioCore,
                nioFoundation, nioHTTP1, nioPosix,
            ]),
        program(
            "rljj",
            [
                "BoundedProcess", "Console", "ControlRoom", "Disk", "Evidence", "Offices", "Procedures", "Rehearsal",
                "Reports",
                "RoomLink", "Terminal", argumentParser, logging, nioCore,
            ]),
        program("rljj-room", ["Offices", "RoomAgent", "RoomLink", "RoomMedia", "Terminal", argumentParser]),
        .executableTarget(
            name: "journal-crash", dependencies: ["Journal", "Offices"], path: "Tests/JournalCrash",
            swiftSettings: strict),
        .executableTarget(
            name: "journal-replay", dependencies: ["Journal", "Offices"], path: "Tests/Performance/JournalReplay",
            swiftSettings: strict),
        .executableTarget(
            name: "case-load",
            dependencies: [
                "Cases", "ControlRoom", "Documents", "Engine", "Journal", "Meetings", "Offices", "Procedures",
                "SampleFilings",
            ],
            path: "Tests/Performance/CaseLoad", swiftSettings: strict),
        .executableTarget(
            name: "meeting-load",
            dependencies: ["ControlRoom", "Digests", "Journal", "Meetings", "Offices", "Procedures", "RoomLink"],
            path: "Tests/Performance/MeetingLoad", swiftSettings: strict),
        .executableTarget(
            name: "slot-load", dependencies: ["Documents", "Offices", "Scheduling"],
            path: "Tests/Performance/SlotLoad", swiftSettings: fast),
        .executableTarget(
            name: "programme-load", dependencies: ["Offices", "RoomLink", "RoomMedia"],
            path: "Tests/Performance/ProgrammeLoad", swiftSettings: strict),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "Cases", "Console", "ControlRoom", "Digests", "Documents", "Engine", "Evidence", "Journal", "Meetings",
                "Offices",
                "Procedures",
                "Reports", "RoomAgent", "RoomLink", "RoomMedia",
            ], path: "Tests/Fuzz", swiftSettings: fast),
        .testTarget(
            name: "FuzzTests", dependencies: ["fuzz"], path: "Tests/FuzzTests", exclude: ["Kept"], swiftSettings: strict
        ),
        .target(
            name: "SampleFilings", dependencies: ["Cases", "Procedures"], path: "Tests/SampleFilings",
            swiftSettings: strict),
        tests("BoundedProcess"),
        tests("Cases", ["Digests", "Documents", "Offices", "Procedures", "SampleFilings"]),
        tests(
            "Console",
            [
                "BoundedProcess", "Calls", "Cases", "ControlRoom", "Digests", "Disk", "Engine", "Journal", "Meetings",
                "Offices",
                "Procedures",
                "Reports",
                "RoomLink", "Scheduling", "SampleFilings", httpTypes,
                hummingbird, hummingbirdTesting, logging, nioCore, nioFoundation, nioHTTP1, asyncHTTPClient,
            ]),
        tests(
            "ControlRoom",
            [
                "BoundedProcess", "Cases", "Digests", "Disk", "Documents", "Engine", "Evidence", "Journal", "Meetings",
                "Offices",
                "Procedures",
                "Reports", "RoomLink", "Scheduling", "SampleFilings",
                crypto, cryptoExtras, grdb,
            ], except: ["Golden", "Kept"]),
        tests("Documents", ["Digests", "Offices", "Procedures"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "BoundedProcess", "Console", "ControlRoom", "Digests", "Evidence", "Journal", "Meetings", "Offices",
                "Procedures",
                "Rehearsal",
                "Reports", "RoomLink", "rljj", "rljj-room", crypto,
            ], path: "Tests/EndToEnd", swiftSettings: strict),
        tests(
            "Engine",
            [
                "Cases", "Documents", "Journal", "Meetings", "Offices", "Procedures", "RoomLink",
            ]),
        tests("Evidence", ["Digests", "Journal", "Offices", crypto]),
        tests("GStreamer"),
        tests("Journal", ["Offices", "journal-crash", crypto, grdb], except: ["Golden"]),
        tests("Meetings", ["Digests", "Documents", "Offices", "Procedures", "RoomLink"]),
        tests("Offices", except: ["Inputs"]),
        tests("Procedures", ["Offices"], except: ["Expected"]),
        tests(
            "Rehearsal",
            [
                "BoundedProcess", "Calls", "Console", "ControlRoom", "Digests", "Engine", "Journal", "Meetings",
                "Offices",
                "Procedures", "RoomLink",
                crypto, logging,
            ]),
        tests("Reports", ["BoundedProcess", "Digests", "Offices", "RoomLink"], except: ["Inputs"]),
        tests(
            "RoomAgent",
            [
                "BoundedProcess", "Calls", "Digests", "Disk", "Offices", "RoomLink", "RoomMedia", "rljj-room",
                httpTypes,
                hummingbird,
                lifecycle,
                logging, nioCore, nioFoundation, nioHTTP1, nioPosix,
            ]),
        tests("Scheduling", ["Documents", "Offices"]),
        tests("Terminal"),
        tests("RoomMedia", ["BoundedProcess", "Digests", "GStreamer", "Offices", "RoomLink"], except: ["Inputs"]),
    ]
)

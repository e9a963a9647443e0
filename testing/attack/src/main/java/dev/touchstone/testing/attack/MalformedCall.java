package dev.touchstone.testing.attack;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A call with malformed or hostile frames.
 *
 * @param body what is sent; at its end the stream ends
 * @param status the {@code grpc-status} that is expected
 * @param sentence a part of the {@code grpc-message}, as it is encoded
 */
record MalformedCall(String name, Map<String, String> headers, Supplier<byte[]> body, int status, String sentence) {
    private static final int INVALID_ARGUMENT = 3;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNIMPLEMENTED = 12;

    /** All of them. */
    static List<MalformedCall> all() {
        return List.of(
                call("message of two gigabytes", "007fffffff", RESOURCE_EXHAUSTED, "2147483647%20bytes"),
                call("message of four gigabytes", "00ffffffff", RESOURCE_EXHAUSTED, "4294967295%20bytes"),
                call(
                        "huge message behind a good one",
                        "000000000000ffffffff",
                        RESOURCE_EXHAUSTED,
                        "4294967295%20bytes"),
                call("unknown flag", "0700000000", INVALID_ARGUMENT, "flag%207"),
                call("end within the length", "0000", INVALID_ARGUMENT, "ended%20within"),
                call("end within the message", "000000000a0102", INVALID_ARGUMENT, "2%20of%2010%20bytes"),
                call("compressed without an encoding", "0100000001ff", UNIMPLEMENTED, "compressed"),
                new MalformedCall(
                        "packed message",
                        Map.of("grpc-encoding", "gzip"),
                        () -> HexFormat.of().parseHex("0100000000"),
                        UNIMPLEMENTED,
                        "gzip"),
                new MalformedCall(
                        "unknown encoding",
                        Map.of("grpc-encoding", "../../etc/passwd"),
                        () -> HexFormat.of().parseHex("0100000000"),
                        UNIMPLEMENTED,
                        "encoding"));
    }

    private static MalformedCall call(String name, String hex, int status, String sentence) {
        return new MalformedCall(name, Map.of(), () -> HexFormat.of().parseHex(hex), status, sentence);
    }
}

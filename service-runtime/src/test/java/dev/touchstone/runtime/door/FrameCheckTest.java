package dev.touchstone.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCheckTest {
    private static final int MAX = 1000;

    private final FrameCheck check = new FrameCheck(MAX);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void messagesAreTakenHoweverTheirBytesArrive(long seed) {
        Random random = new Random(seed);
        Buffer all = Buffer.buffer();
        int messages = 1 + random.nextInt(20);
        for (int i = 0; i < messages; i++) {
            byte[] message = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(MAX + 1)];
            random.nextBytes(message);
            all.appendByte((byte) 0).appendInt(message.length).appendBytes(message);
        }
        for (int at = 0; at < all.length(); ) {
            int step = Math.min(all.length() - at, 1 + random.nextInt(700));
            assertThat(check.take(all.getBuffer(at, at + step)))
                    .as("seed %d", seed)
                    .isEmpty();
            at += step;
        }
        assertThat(check.unfinished()).as("seed %d", seed).isZero();
        assertThat(check.finished()).as("seed %d", seed).isEqualTo(messages);
        assertThat(check.end()).as("seed %d", seed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            00000003e9         | RESOURCE_EXHAUSTED | a message of 1001 bytes: expected at most 1000
            00ffffffff         | RESOURCE_EXHAUSTED | a message of 4294967295 bytes: expected at most 1000
            000000000107007fffffff | RESOURCE_EXHAUSTED | a message of 2147483647 bytes: expected at most 1000
            01                 | UNIMPLEMENTED      | a message is marked as compressed: expected it as it is, with the flag 0
            ff                 | INVALID_ARGUMENT   | a message begins with the flag 255: expected 0
            000000000002       | INVALID_ARGUMENT   | a message begins with the flag 2: expected 0
            """)
    void malformedFrameIsToldAtItsFirstWrongByte(String hex, Status.Code code, String sentence) {
        Optional<Status> problem = check.take(Buffer.buffer(HexFormat.of().parseHex(hex)));

        assertThat(problem.orElseThrow().getCode()).isEqualTo(code);
        assertThat(problem.orElseThrow().getDescription()).isEqualTo(sentence);
    }

    @Test
    void callThatEndsWithinAMessageIsToldSo() {
        assertThat(check.take(Buffer.buffer(HexFormat.of().parseHex("0000")))).isEmpty();
        assertThat(check.unfinished()).isEqualTo(2);
        assertThat(check.end().orElseThrow().getDescription())
                .isEqualTo("the call ended within a message after 2 of 5 bytes before it");

        assertThat(check.take(Buffer.buffer(HexFormat.of().parseHex("0000070102"))))
                .isEmpty();
        assertThat(check.unfinished()).isEqualTo(7);
        assertThat(check.end().orElseThrow().getDescription())
                .isEqualTo("the call ended within a message after 2 of 7 bytes");
    }
}

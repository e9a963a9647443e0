package dev.touchstone.runtime.door;

import io.grpc.Status;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Follows the frames of the messages of one call: a flag, four bytes of length, and so many bytes of message.
 *
 * <p><b>Source:</b> gRPC over HTTP/2, "Length-Prefixed-Message". Compressed messages are not taken: nothing bounds what they unpack to.
 */
final class FrameCheck {
    private static final int HEADER_BYTES = 5;
    private static final int COMPRESSED = 1;

    private final long maxBytes;
    private int headerBytes;
    private long length;
    private long messageBytes;
    private long finished;

    /** @param maxBytes of a message */
    FrameCheck(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Goes on with the next bytes. What is wrong with them; empty if nothing is. */
    Optional<Status> take(Buffer bytes) {
        int at = 0;
        while (at < bytes.length()) {
            if (headerBytes < HEADER_BYTES) {
                Optional<Status> problem = header(bytes.getUnsignedByte(at));
                at++;
                if (problem.isPresent()) {
                    return problem;
                }
            } else {
                int step = (int) Math.min(length - messageBytes, bytes.length() - at);
                messageBytes += step;
                at += step;
            }
            if (headerBytes == HEADER_BYTES && messageBytes == length) {
                headerBytes = 0;
                length = 0;
                messageBytes = 0;
                finished++;
            }
        }
        return Optional.empty();
    }

    private Optional<Status> header(int value) {
        headerBytes++;
        if (headerBytes == 1) {
            return flag(value);
        }
        length = length << Byte.SIZE | value;
        return headerBytes == HEADER_BYTES && length > maxBytes
                ? Optional.of(Status.RESOURCE_EXHAUSTED.withDescription(
                        "a message of " + length + " bytes: expected at most " + maxBytes))
                : Optional.empty();
    }

    private static Optional<Status> flag(int value) {
        if (value == COMPRESSED) {
            return Optional.of(Status.UNIMPLEMENTED.withDescription(
                    "a message is marked as compressed: expected it as it is, with the flag 0"));
        }
        return value == 0
                ? Optional.empty()
                : Optional.of(Status.INVALID_ARGUMENT.withDescription(
                        "a message begins with the flag " + value + ": expected 0"));
    }

    /** How many messages have arrived as a whole. */
    long finished() {
        return finished;
    }

    /** How many bytes of a message have arrived of which others have not. */
    long unfinished() {
        return headerBytes + messageBytes;
    }

    /** What is wrong with the end of the call; empty if nothing is. */
    Optional<Status> end() {
        if (unfinished() == 0) {
            return Optional.empty();
        }
        String expected = headerBytes < HEADER_BYTES ? HEADER_BYTES + " bytes before it" : length + " bytes";
        return Optional.of(Status.INVALID_ARGUMENT.withDescription("the call ended within a message after "
                + (headerBytes < HEADER_BYTES ? headerBytes : messageBytes) + " of " + expected));
    }
}

package dev.touchstone.testing.emulator.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** The body of a request, of a length that was said or in chunks; ends where it ends. */
final class RequestBody extends InputStream {
    private static final int HEX = 16;
    private static final int MAX_LINE = 1_024;

    private final InputStream in;
    private final OutputStream out;
    private final boolean chunked;
    private boolean asked;
    private boolean broken;
    private long left;

    private RequestBody(InputStream in, OutputStream out, boolean chunked, boolean expectsGo, long left) {
        this.in = in;
        this.out = out;
        this.chunked = chunked;
        this.asked = !expectsGo;
        this.left = left;
    }

    static RequestBody of(RequestHead head, InputStream in, OutputStream out) throws IOException {
        boolean expectsGo = head.says("Expect", "100-continue");
        if (head.says("Transfer-Encoding", "chunked")) {
            return new RequestBody(in, out, true, expectsGo, 0);
        }
        String length = head.headers().getFirst("Content-Length");
        try {
            return new RequestBody(in, out, false, expectsGo, length == null ? -1 : Long.parseLong(length));
        } catch (NumberFormatException notANumber) {
            throw new ProtocolException("not a length: " + length);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (broken) {
            throw new ProtocolException("the body is broken");
        }
        // Nothing is read behind a broken place, where the other side may have no more to say.
        broken = true;
        int read = readPart(buffer, offset, length);
        broken = false;
        return read;
    }

    private int readPart(byte[] buffer, int offset, int length) throws IOException {
        if (!begin() || length == 0) {
            return left < 0 ? -1 : 0;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the body ends before its length");
        }
        left -= read;
        if (left == 0) {
            endPart();
        }
        return read;
    }

    /** True if there is more to read. */
    private boolean begin() throws IOException {
        if (!asked) {
            asked = true;
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        if (left == 0) {
            left = chunked ? nextChunk() : -1;
        }
        return left > 0;
    }

    private void endPart() throws IOException {
        if (chunked) {
            line();
        } else {
            left = -1;
        }
    }

    private long nextChunk() throws IOException {
        String line = line();
        try {
            long size = Long.parseLong(line.split(";", 2)[0].strip(), HEX);
            if (size > 0) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            throw new ProtocolException("not the size of a chunk: " + line);
        }
        while (!line().isEmpty()) {
            // What follows the last chunk says nothing here.
        }
        return -1;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 || line.length() > MAX_LINE) {
                throw new ProtocolException("the chunks of the body are broken");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}

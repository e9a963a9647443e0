package dev.touchstone.testing.attack;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * An HTTP/2 connection that writes whatever frames it is told to. What the other side says is read beside, unless the connection
 * is deaf.
 *
 * <p><b>Source:</b> RFC 9113.
 */
final class RawConnection implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    /** Of a connection that does not read, so that it is soon full. */
    private static final int SMALL_BUFFER = 4096;

    private static final long PATIENCE_SECONDS = 60;
    private static final int PADDED = 8;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;

    private final Socket socket = new Socket();
    private final DataOutputStream out;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final Map<Integer, Integer> resets = new ConcurrentHashMap<>();
    private final Map<Integer, Map<String, String>> answers = new ConcurrentHashMap<>();
    private volatile boolean isEnded;
    private int nextStream = 1;

    RawConnection(URI service, boolean isDeaf) throws IOException {
        if (isDeaf) {
            socket.setReceiveBufferSize(SMALL_BUFFER);
        }
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0);
        flush();
        if (!isDeaf) {
            Thread.ofPlatform().daemon().name("attacker").start(this::read);
        }
    }

    /** Writes a frame; it is not sent before {@link #flush}. */
    void frame(int type, int flags, int stream, byte... payload) throws IOException {
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Begins a gRPC call; the other side waits for its messages then. */
    int beginCall(String rpc, Map<String, String> headers) throws IOException {
        Http2Headers all = new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .authority("localhost")
                .path("/" + rpc)
                .add("content-type", "application/grpc")
                .add("te", "trailers");
        headers.forEach(all::add);
        int stream = nextStream;
        nextStream += 2;
        frame(HEADERS, END_HEADERS, stream, encode(all));
        return stream;
    }

    private byte[] encode(Http2Headers headers) throws IOException {
        ByteBuf block = Unpooled.buffer();
        try {
            encoder.encodeHeaders(1, headers, block);
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
        byte[] bytes = new byte[block.readableBytes()];
        block.readBytes(bytes);
        return bytes;
    }

    /** True if the other side ended the connection, in whatever way; waits for it. */
    boolean awaitEnd() throws InterruptedException {
        return await(() -> isEnded);
    }

    /** The last headers of the answer to a call; empty if it was reset before, or if there was none. */
    Map<String, String> awaitAnswer(int stream) throws InterruptedException {
        await(() -> answers.getOrDefault(stream, Map.of()).containsKey("grpc-status")
                || resets.containsKey(stream)
                || isEnded);
        return answers.getOrDefault(stream, Map.of());
    }

    private boolean await(BooleanSupplier happened) throws InterruptedException {
        long patience = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            while (!happened.getAsBoolean() && patience > 0) {
                patience = heard.awaitNanos(patience);
            }
            return happened.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (!isEnded) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = new byte[length];
                in.readFully(payload);
                hear(type, flags, stream, payload);
            }
        } catch (IOException | Http2Exception e) {
            end();
        }
    }

    private void hear(int type, int flags, int stream, byte[] payload) throws Http2Exception {
        lock.lock();
        try {
            switch (type) {
                case HEADERS -> {
                    if ((flags & PADDED) != 0 || (flags & END_HEADERS) == 0) {
                        throw new IllegalStateException("an answer in several frames");
                    }
                    int before = (flags & PRIORITY) == 0 ? 0 : PRIORITY_BYTES;
                    decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload, before, payload.length - before))
                            .forEach(header -> answers.computeIfAbsent(stream, key -> new ConcurrentHashMap<>())
                                    .put(
                                            header.getKey().toString(),
                                            header.getValue().toString()));
                }
                case RST_STREAM -> resets.put(stream, (int) payload[payload.length - 1]);
                case GO_AWAY -> isEnded = true;
                default -> {
                    // What an honest client would answer to is no matter here.
                }
            }
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            isEnded = true;
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

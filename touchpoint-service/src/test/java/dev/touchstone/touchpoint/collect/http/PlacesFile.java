package dev.touchstone.touchpoint.collect.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes a file in MaxMind's format 2.0 with the place of one IPv4 network. */
final class PlacesFile {
    private static final short RECORD_BITS = 24;
    private static final int SEPARATOR = 16;
    private static final byte[] MARKER = {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF};

    private PlacesFile() {}

    /**
     * @param network its first bytes; all addresses that begin with them have the place
     * @param place texts, maps and lists
     */
    static Path write(Path file, int[] network, Map<String, Object> place) throws IOException {
        int nodes = network.length * Byte.SIZE;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int node = 0; node < nodes; node++) {
            boolean right = (network[node / Byte.SIZE] >> (7 - node % Byte.SIZE) & 1) == 1;
            int next = node + 1 == nodes ? nodes + SEPARATOR : node + 1;
            writeRecord(out, right ? nodes : next);
            writeRecord(out, right ? next : nodes);
        }
        out.writeBytes(new byte[SEPARATOR]);
        writeValue(out, place);
        out.writeBytes(MARKER);
        out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        writeValue(
                out,
                Map.of(
                        "binary_format_major_version",
                        (short) 2,
                        "binary_format_minor_version",
                        (short) 0,
                        "build_epoch",
                        1_700_000_000L,
                        "database_type",
                        "Test-City",
                        "description",
                        Map.of("en", "one network"),
                        "ip_version",
                        (short) 4,
                        "languages",
                        List.of("en"),
                        "node_count",
                        nodes,
                        "record_size",
                        RECORD_BITS));
        return Files.write(file, out.toByteArray());
    }

    private static void writeRecord(ByteArrayOutputStream out, int record) {
        out.write(record >> 16);
        out.write(record >> 8);
        out.write(record);
    }

    private static void writeValue(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.write(2 << 5 | bytes.length);
                out.writeBytes(bytes);
            }
            case Short number -> {
                out.write(5 << 5 | Short.BYTES);
                writeBytes(out, number, Short.BYTES);
            }
            case Integer number -> {
                out.write(6 << 5 | Integer.BYTES);
                writeBytes(out, number, Integer.BYTES);
            }
            case Long number -> {
                out.write(Long.BYTES);
                out.write(9 - 7);
                writeBytes(out, number, Long.BYTES);
            }
            case List<?> list -> {
                out.write(list.size());
                out.write(11 - 7);
                list.forEach(element -> writeValue(out, element));
            }
            case Map<?, ?> map -> {
                out.write(7 << 5 | map.size());
                map.forEach((name, element) -> {
                    writeValue(out, name);
                    writeValue(out, element);
                });
            }
            default -> throw new IllegalArgumentException("no type of the format: " + value.getClass());
        }
    }

    private static void writeBytes(ByteArrayOutputStream out, long number, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (number >> (i * Byte.SIZE)));
        }
    }
}

package dev.touchstone.testing.marketo.lead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads people from a file of JSON lines: one object per line, fields by REST name, {@code id} required. */
public final class LeadFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> LEAD = new TypeReference<>() {};

    private LeadFile() {}

    /**
     * Puts everybody of the file into the store; no feed tells it.
     *
     * @throws IllegalArgumentException naming the first line that is no lead
     */
    public static void load(Path file, LeadStore store) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    loadLine(line, number, store);
                }
            }
        }
    }

    private static void loadLine(String line, int number, LeadStore store) {
        try {
            Map<String, @Nullable Object> lead = JSON.readValue(line, LEAD);
            if (!(lead.get("id") instanceof Number id)) {
                throw new IllegalArgumentException("line " + number + " has no numeric id");
            }
            store.quietly().put(id.longValue(), lead);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("line " + number + " is not a JSON object", notJson);
        }
    }
}

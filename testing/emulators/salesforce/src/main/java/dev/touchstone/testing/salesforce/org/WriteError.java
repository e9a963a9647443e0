package dev.touchstone.testing.salesforce.org;

import java.util.List;

/**
 * Why a row was not written.
 *
 * @param statusCode Salesforce's code, {@code REQUIRED_FIELD_MISSING}
 * @param message what a person is told
 * @param fields the fields it is about
 */
public record WriteError(String statusCode, String message, List<String> fields) {
    public WriteError {
        fields = List.copyOf(fields);
    }

    /** An error about these fields. */
    public static WriteError of(String statusCode, String message, String... fields) {
        return new WriteError(statusCode, message, List.of(fields));
    }
}

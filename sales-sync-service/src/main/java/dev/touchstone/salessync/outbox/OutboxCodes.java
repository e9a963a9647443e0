package dev.touchstone.salessync.outbox;

import java.util.Set;

/**
 * What Marketo's codes mean for a row. Pure.
 *
 * <p><b>Source:</b> Marketo, "Error Codes"; of a row that was skipped.
 */
final class OutboxCodes {
    /** The person does not exist. */
    static final String UNKNOWN_PERSON = "1004";
    /** The attributes are longer than 64 KB together. */
    static final String TOO_LONG = "1049";

    /** No such type, or one that is not approved; no slot for a type or an attribute. */
    private static final Set<String> SCHEMA = Set.of("1013", "1027", "1028");

    private OutboxCodes() {}

    static boolean isSchema(String code) {
        return SCHEMA.contains(code);
    }

    /** Codes 6xx and 713 pass by themselves; one row alone rarely gets them. */
    static boolean isPassing(String code) {
        return code.matches("6[0-9]{2}") || code.equals("713") || code.equals("1022");
    }

    /** The group under which dead rows with this code are shown. */
    static String cause(String code) {
        return switch (code) {
            case UNKNOWN_PERSON -> "LEAD_GONE";
            case TOO_LONG -> "ATTRIBUTES_TOO_LONG";
            case "611" -> "SYSTEM_ERROR";
            case "701", "1002" -> "MISSING_VALUE";
            case "704", "1001" -> "WRONG_TYPE";
            case "1003" -> "INVALID_DATA";
            case "1008", "1009", "1010" -> "PARTITION";
            case "1036" -> "DUPLICATE_INPUT";
            case "HTTP 413" -> "TOO_LARGE";
            default -> code.matches("[0-9]{3,4}") ? "MARKETO_" + code : "UNKNOWN_CODE";
        };
    }
}

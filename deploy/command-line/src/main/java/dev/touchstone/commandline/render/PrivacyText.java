package dev.touchstone.commandline.render;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.ErasePersonResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of privacy requests, as lines. */
public final class PrivacyText {
    private PrivacyText() {}

    /**
     * What was written.
     *
     * @param counts rows by service and table
     */
    public static String exported(Map<String, Long> counts, Path file) {
        if (counts.isEmpty()) {
            return "Nothing is stored about this person.\n";
        }
        String lines = counts.entrySet().stream()
                .map(entry -> "  " + entry.getKey() + ": " + Words.number(entry.getValue()) + "\n")
                .collect(Collectors.joining());
        return "Written to " + file + ":\n" + lines;
    }

    /** What touchpoint-service did. */
    public static String erased(ErasePersonResponse response) {
        String rows = response.getRemovedRowsList().stream()
                .map(removed -> removed.getTable() + " " + Words.number(removed.getRowCount()))
                .collect(Collectors.joining(", "));
        String before = response.getWasErasedBefore() ? "was erased before; " : "";
        return "touchpoint-service: " + before + (rows.isEmpty() ? "nothing to remove" : "removed " + rows) + "\n";
    }

    /** What sales-sync-service did. */
    public static String erased(dev.touchstone.salessync.v1.ErasePersonResponse response) {
        String ids = response.getMarketoIdsList().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String sharing = response.getSameAddressMarketoIdsList().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return "sales-sync-service: " + (response.getWasErasedBefore() ? "was erased before: " : "erased ")
                + "Marketo id " + ids + (sharing.isEmpty() ? "" : "; others with the address: " + sharing) + "\n";
    }

    /**
     * What there is besides.
     *
     * @param unknownToSales true if sales-sync-service knows nobody like this
     */
    public static String elsewhere(boolean unknownToSales) {
        return (unknownToSales ? "sales-sync-service: knows nobody like this\n" : "")
                + "mapping-service: stores nothing about people\n"
                + "Marketo and Salesforce keep what they have: erase the person there too.\n";
    }

    /** How it ended. */
    public static String end(long left, Timestamp erasedAt) {
        return left == 0
                ? "Done; erased at " + Stamps.time(erasedAt) + " UTC.\n"
                : Words.number(left) + " sessions and touchpoints are still to be removed: repeat the command to look again.\n";
    }
}

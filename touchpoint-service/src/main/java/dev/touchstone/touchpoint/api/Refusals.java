package dev.touchstone.touchpoint.api;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.touchpoint.v1.Refusal;
import java.util.List;

/** Writes refused records of a stream. */
public final class Refusals {
    private Refusals() {}

    /**
     * A refused record.
     *
     * @param requestIndex position of the request message in the stream
     * @param recordId the record's id as it was sent, of any length
     * @param violations what is wrong
     */
    public static Refusal of(long requestIndex, String recordId, List<FieldViolation> violations) {
        int length = Math.min(recordId.length(), RecordFields.MAX_ID);
        if (length < recordId.length() && Character.isHighSurrogate(recordId.charAt(length - 1))) {
            length--;
        }
        return Refusal.newBuilder()
                .setRequestIndex(requestIndex)
                .setRecordId(recordId.substring(0, length))
                .addAllViolations(violations)
                .build();
    }
}

package dev.touchstone.touchpoint.remap;

import java.util.List;
import java.util.UUID;

/** Who knows the channel of a mapping key: mapping-service. */
public interface ChannelDirectory {
    /** The directory does not answer; try again later. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With one sentence for the log. */
        public Unavailable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /**
     * The channel of a key.
     *
     * @param mappingKeyId the key
     * @param channel display name
     * @param subchannel display name, empty for none
     * @param ruleSetVersion version that decided
     * @param rowNumber deciding row, 0 if none matched
     */
    record Assignment(UUID mappingKeyId, String channel, String subchannel, long ruleSetVersion, int rowNumber) {}

    /**
     * Classifies keys, all under one version, in their order.
     *
     * @param keys 1 to 500
     * @throws Unavailable if the directory does not answer
     */
    List<Assignment> classify(List<MappingKeyStore.Pending> keys);

    /**
     * The version that is active.
     *
     * @throws Unavailable if the directory does not answer
     */
    long activeVersion();
}

package dev.touchstone.touchpoint.mark;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * What is marked, one after the other and in portions, when everything is to be derived anew: the transaction that marks a
 * portion of a large history marks also where the next one goes on, and no statement runs for long.
 *
 * <p><b>Why nothing is missed:</b> whoever comes behind that place has a mark of its own, and whoever takes that mark sees the
 * change that everything is derived anew for.
 */
enum Everything {
    /** All visitors. */
    VISITORS("EVERYTHING:"),
    /** All leads and contacts. */
    CRM_PEOPLE("EVERYTHING_CRM_PEOPLE:"),
    /** All people. */
    PEOPLE("EVERYTHING_PEOPLE:");

    private final String prefix;

    Everything(String prefix) {
        this.prefix = prefix;
    }

    /**
     * A place.
     *
     * @param part in which part
     * @param after behind this key of it; empty for its beginning
     */
    record Place(Everything part, String after) {
        /** The key of the queue that stands for all from here on. */
        String key() {
            return part.key(after);
        }

        /** The beginning of the next part; empty behind the last. */
        Optional<Place> nextPart() {
            return switch (part) {
                case VISITORS -> Optional.of(new Place(CRM_PEOPLE, ""));
                case CRM_PEOPLE -> Optional.of(new Place(PEOPLE, ""));
                case PEOPLE -> Optional.empty();
            };
        }
    }

    /** The key that stands for all behind another key, and for the parts that follow. */
    String key(String after) {
        return prefix + after;
    }

    static boolean isKey(String identityKey) {
        return Arrays.stream(values()).anyMatch(part -> identityKey.startsWith(part.prefix));
    }

    /** The first of the places that some keys stand for; it stands for the others, too. Empty if none does. */
    static Optional<Place> firstOf(Collection<String> identityKeys) {
        for (Everything part : values()) {
            Optional<Place> first = identityKeys.stream()
                    .filter(key -> key.startsWith(part.prefix))
                    .map(key -> key.substring(part.prefix.length()))
                    .min(String::compareTo)
                    .map(after -> new Place(part, after));
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }
}

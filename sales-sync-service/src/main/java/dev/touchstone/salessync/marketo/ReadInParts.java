package dev.touchstone.salessync.marketo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * People who were read by ids, as far as each can be read.
 *
 * @param leads those whom Marketo answered with
 * @param unreadable why each of the others cannot be read, by id in order; not those whom Marketo does not have
 */
public record ReadInParts(List<MarketoLead> leads, Map<Long, MarketoError> unreadable) {
    /** So many in a row, with fewer answers than that, are no single people's fault any more. */
    private static final int SUSPICIOUS = 5;
    /** Others who are tried before that is believed. */
    private static final int PROBES = 4;

    public ReadInParts {
        leads = List.copyOf(leads);
        unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
    }

    /** Reads, halving what fails until single people are left. */
    static ReadInParts of(Collection<Long> ids, Function<List<Long>, List<MarketoLead>> call) {
        Reading reading = new Reading(call);
        reading.readAll(List.copyOf(ids));
        reading.requireAnswer();
        return new ReadInParts(reading.leads, reading.unreadable);
    }

    /** What was read so far. */
    private static final class Reading {
        private final Function<List<Long>, List<MarketoLead>> call;
        private final List<MarketoLead> leads = new ArrayList<>();
        private final Map<Long, MarketoError> unreadable = new TreeMap<>();
        private List<Long> asked = List.of();
        private int answers;

        Reading(Function<List<Long>, List<MarketoLead>> call) {
            this.call = call;
        }

        private void readAll(List<Long> ids) {
            asked = ids;
            read(ids);
        }

        private void read(List<Long> ids) {
            try {
                leads.addAll(call.apply(ids));
                answers++;
            } catch (MarketoFailure failure) {
                if (!failure.error().mayBeOnePerson()) {
                    throw failure;
                }
                if (ids.size() == 1) {
                    giveUp(ids.get(0), failure);
                } else {
                    int half = ids.size() / 2;
                    read(ids.subList(0, half));
                    read(ids.subList(half, ids.size()));
                }
            }
        }

        /** Where nothing at all was answered, one more call tells whether Marketo answers others. */
        private void requireAnswer() {
            if (answers == 0) {
                long other = 1;
                while (unreadable.containsKey(other)) {
                    other++;
                }
                var unused = call.apply(List.of(other));
            }
        }

        private void giveUp(long id, MarketoFailure failure) {
            unreadable.put(id, failure.error());
            if (unreadable.size() >= SUSPICIOUS && answers < unreadable.size() && !othersAreAnswered()) {
                throw failure;
            }
        }

        /**
         * True if one of the others can be read, of whom some are tried that are far apart: those who cannot be read may all be at the head of
         * the batch. Where nobody else is left, {@link #requireAnswer} tells.
         */
        private boolean othersAreAnswered() {
            List<Long> others =
                    asked.stream().filter(id -> !unreadable.containsKey(id)).toList();
            for (int part = PROBES; part > 0; part--) {
                int index = others.size() * part / PROBES - 1;
                if (index >= 0 && isAnswered(others.get(index))) {
                    answers += SUSPICIOUS;
                    return true;
                }
            }
            return others.isEmpty();
        }

        private boolean isAnswered(long id) {
            try {
                var unused = call.apply(List.of(id));
                return true;
            } catch (MarketoFailure failure) {
                if (!failure.error().mayBeOnePerson()) {
                    throw failure;
                }
                return false;
            }
        }
    }
}

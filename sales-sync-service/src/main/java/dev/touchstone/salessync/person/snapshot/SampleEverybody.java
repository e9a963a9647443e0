package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.marketo.MarketoLead;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Reads some people, to tell what reading everybody would bring. Stores nothing. */
@ApplicationScoped
public class SampleEverybody {
    /**
     * Some people.
     *
     * @param leads who was read, by id
     * @param highestId the highest id that was found
     * @param blocks blocks of 300 ids that were read
     */
    public record Sample(List<MarketoLead> leads, long highestId, long blocks) {
        public Sample {
            leads = List.copyOf(leads);
        }

        /** True if that is everybody. */
        public boolean isComplete() {
            return blocks == WayChoice.idCalls(highestId);
        }

        /** People of the instance, if the other blocks hold as many. */
        public long estimatedPeople() {
            return isComplete()
                    ? leads.size()
                    : Math.round((double) leads.size() / blocks * WayChoice.idCalls(highestId));
        }
    }

    /**
     * Reads blocks of 300 ids that are spread evenly over all ids, or all ids if they are few.
     *
     * @param size people at most, above 0
     */
    public Sample read(MarketoInstance marketo, int size) {
        LeadsApi leads = marketo.leads(Lane.SNAPSHOT);
        long highest = IdRanges.search(new IdCursor(0, 0), leads).target();
        long all = Math.ceilDiv(highest, (long) HighestIdSearch.PLACES);
        long blocks = Math.min(all, Math.ceilDiv(size, HighestIdSearch.PLACES));
        List<MarketoLead> read = new ArrayList<>();
        for (long block = 0; block < blocks; block++) {
            // The first and the last block are always among them.
            long index = blocks == 1 ? 0 : block * (all - 1) / (blocks - 1);
            long first = index * HighestIdSearch.PLACES + 1;
            long last = Math.min(highest, first + HighestIdSearch.PLACES - 1);
            read.addAll(leads.byIds(LongStream.rangeClosed(first, last).boxed().toList()));
        }
        return new Sample(read, highest, blocks);
    }
}

package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.crm.fact.RecordsRead;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes out here who is out in Salesforce as soon as their record was read for touchpoint-service, in the transaction in which the
 * position of that reading is stored: seconds after the change, where change events come. The nightly run is the net.
 */
@ApplicationScoped
class FollowRecords {
    private final TakeReadings readings;
    private final ChangeCrmSettings settings;

    FollowRecords(TakeReadings readings, ChangeCrmSettings settings) {
        this.readings = readings;
        this.settings = settings;
    }

    void read(@Observes RecordsRead read) {
        object(read).ifPresent(object -> follow(object, read));
    }

    private static Optional<CrmObject> object(RecordsRead read) {
        return switch (read.object()) {
            case LEAD -> Optional.of(CrmObject.LEAD);
            case CONTACT -> Optional.of(CrmObject.CONTACT);
            default -> Optional.empty();
        };
    }

    private void follow(CrmObject object, RecordsRead read) {
        CrmOptOutSettings rules = settings.inForce().settings();
        // A field that is hidden, or one custom field too many, was not asked for: the nightly run asks for it by name.
        if (!rules.nightlyEnabled() || !read.fields().containsAll(rules.readFields())) {
            return;
        }
        List<CrmReading> out = new ArrayList<>();
        List<CrmReading> in = new ArrayList<>();
        for (SalesforceRecord record : read.records()) {
            if (!CrmReading.isConverted(record)) {
                boolean isOut = rules.readFields().stream().anyMatch(record::flag);
                (isOut ? out : in).add(CrmReading.of(object, record));
            }
        }
        List<String> gone = new ArrayList<>(read.deleted());
        gone.addAll(read.absent());
        readings.takeChanges(out, in, gone);
    }
}

package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenPrincipal;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.QueryApi;
import dev.touchstone.salessync.salesforce.query.QueryPage;
import dev.touchstone.salessync.salesforce.query.Soql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads each night every lead and contact that is out, by id, a page at a time; a run that was cut off goes on behind its last page.
 * Converted leads are left out: their contacts say it, and nobody could clear them.
 */
@ApplicationScoped
public class RunNightly {
    private static final SalesforceLane LANE = SalesforceLane.RECONCILE;

    private final NightlyJournal journal;
    private final ConnectedSalesforce salesforce;
    private final RandomGenerator random;

    RunNightly(NightlyJournal journal, ConnectedSalesforce salesforce, RandomGenerator random) {
        this.journal = journal;
        this.salesforce = salesforce;
        this.random = random;
    }

    /** Does what is due of the run of this night, to its end or until Salesforce fails; nothing while it is not connected. */
    public void advance() {
        boolean more = true;
        while (more) {
            more = salesforce.principal().map(this::step).orElse(false);
        }
    }

    /** Whether something was done, so that there may be more. */
    private boolean step(OpenPrincipal principal) {
        Optional<NightlyJournal.Taken> taken = journal.take();
        if (taken.isEmpty()) {
            return false;
        }
        SqlNightlyRuns.Place place = taken.get().place();
        try {
            QueryPage page =
                    principal.org().queries(LANE).first(query(place, taken.get().settings()));
            List<CrmReading> readings = page.records().stream()
                    .map(record -> CrmReading.of(place.object(), record))
                    .toList();
            journal.read(place, readings, !page.hasNext() && readings.size() < QueryApi.PAGE_SIZE);
            return true;
        } catch (SalesforceFailure failure) {
            SalesforceError error = failure.error();
            salesforce.broken(principal, error);
            journal.failed(
                    place,
                    error.sentence(),
                    LANE.retry().delay(place.failures(), random.nextDouble(), Optional.empty()));
            return false;
        }
    }

    private static Soql query(SqlNightlyRuns.Place place, CrmOptOutSettings settings) {
        Soql query = Soql.select(
                        List.of("Id", "Email", "SystemModstamp"), place.object().apiName())
                .where(Soql.someIs(settings.readFields(), true))
                .orderBy("Id")
                .limitTo(QueryApi.PAGE_SIZE);
        if (place.object() == CrmObject.LEAD) {
            query = query.where(Soql.is("IsConverted", false));
        }
        return place.afterId().isEmpty() ? query : query.where(Soql.above("Id", place.afterId()));
    }
}

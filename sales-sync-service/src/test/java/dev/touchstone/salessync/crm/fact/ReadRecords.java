package dev.touchstone.salessync.crm.fact;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.crm.fact.RecordsRead.ReadingTime;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads records over the socket and tells those who follow them, as the reading for touchpoint-service does, when a test says so. */
@ApplicationScoped
public class ReadRecords {
    private final ConnectedSalesforce salesforce;
    private final Event<RecordsRead> followers;
    private final Clock clock;

    ReadRecords(ConnectedSalesforce salesforce, Event<RecordsRead> followers, Clock clock) {
        this.salesforce = salesforce;
        this.followers = followers;
        this.clock = clock;
    }

    /** A lead as it is now, with some fields beside those that are always read. */
    public RecordsRead lead(List<String> further, String id) {
        return read(CrmObject.LEAD, further, List.of(id));
    }

    /** A contact, likewise. */
    public RecordsRead contact(List<String> further, String id) {
        return read(CrmObject.CONTACT, further, List.of(id));
    }

    /** Tasks, likewise. */
    public RecordsRead tasks(List<String> further, List<String> ids) {
        return read(CrmObject.TASK, further, ids);
    }

    private RecordsRead read(CrmObject object, List<String> further, List<String> ids) {
        SalesforceOrg org = salesforce.principal().orElseThrow().org();
        Set<String> fields = new LinkedHashSet<>(List.of("Id", "SystemModstamp", "IsDeleted"));
        fields.addAll(object.told());
        fields.addAll(object.followed());
        fields.addAll(further);
        Instant now = clock.instant();
        List<SalesforceRecord> found = org.queries(SalesforceLane.RECONCILE)
                .firstWithDeleted(Soql.select(fields, object.apiName()).where(Soql.in("Id", ids)))
                .records();
        List<SalesforceRecord> there =
                found.stream().filter(record -> !record.flag("IsDeleted")).toList();
        List<String> deleted = found.stream()
                .filter(record -> record.flag("IsDeleted"))
                .map(SalesforceRecord::id)
                .toList();
        List<String> absent = ids.stream()
                .filter(id -> found.stream().noneMatch(record -> record.id().equals(id)))
                .toList();
        return new RecordsRead(object, fields, there, deleted, absent, new ReadingTime(now, Duration.ZERO));
    }

    /** Tells of what was read, now or long ago. */
    public void tell(RecordsRead read) {
        QuarkusTransaction.joiningExisting().run(() -> followers.fire(read));
    }
}

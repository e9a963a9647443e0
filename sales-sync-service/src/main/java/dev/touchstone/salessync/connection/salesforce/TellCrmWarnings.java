package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps what is wrong with the connections as warnings, each told once a day by all processes together. */
@ApplicationScoped
class TellCrmWarnings {
    private final SyncWarnings warnings;
    private final SqlSalesforceStore organisation;
    private final SqlSellerStore sellers;

    TellCrmWarnings(SyncWarnings warnings, SqlSalesforceStore organisation, SqlSellerStore sellers) {
        this.warnings = warnings;
        this.organisation = organisation;
        this.sellers = sellers;
    }

    /** Tells what holds now. */
    @Transactional(TxType.REQUIRES_NEW)
    void tell() {
        Optional<SalesforceConnection.Access> access = organisation.find().flatMap(SalesforceConnection::access);
        List<SyncWarning> told = new ArrayList<>();
        access.ifPresent(known -> known.probe().findings().stream()
                .collect(Collectors.groupingBy(SalesforceFinding::subject, TreeMap::new, Collectors.toList()))
                .forEach((subject, findings) -> told.add(new SyncWarning(
                        SyncWarning.Kind.CRM_FINDING, subject, findings.get(0).sentence()))));
        access.flatMap(SalesforceConnection.Access::fault)
                .ifPresent(fault ->
                        told.add(new SyncWarning(SyncWarning.Kind.CRM_CONNECTION_BROKEN, "", fault.sentence())));
        sellers.broken()
                .forEach(seller -> seller.fault()
                        .ifPresent(fault -> told.add(new SyncWarning(
                                SyncWarning.Kind.SELLER_CONNECTION_BROKEN, seller.userId(), fault.sentence()))));
        keep(told);
    }

    private void keep(List<SyncWarning> told) {
        try {
            warnings.replace(
                    Set.of(
                            SyncWarning.Kind.CRM_FINDING,
                            SyncWarning.Kind.CRM_CONNECTION_BROKEN,
                            SyncWarning.Kind.SELLER_CONNECTION_BROKEN),
                    told);
        } catch (RuntimeException databaseFails) {
            // What is wrong is kept with the connections all the same.
            Log.warnf(
                    "warnings about Salesforce cannot be kept: %s",
                    databaseFails.getClass().getSimpleName());
        }
    }
}

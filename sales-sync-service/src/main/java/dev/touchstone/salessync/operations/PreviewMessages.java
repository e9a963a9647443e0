package dev.touchstone.salessync.operations;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.person.Written;
import dev.touchstone.salessync.person.snapshot.WayEstimates;
import dev.touchstone.salessync.person.sync.PersonPreview;
import dev.touchstone.salessync.v1.DryRunCounts;
import dev.touchstone.salessync.v1.PersonFieldPreview;
import dev.touchstone.salessync.v1.PreviewPersonSyncResponse;
import dev.touchstone.salessync.v1.WayEstimate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a preview as a message. */
final class PreviewMessages {
    private static final long MEGABYTE = 1_000_000;
    /** The thirteen fields in the order of the documentation. */
    private static final Map<String, LeadField> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("first_name", LeadField.FIRST_NAME);
        FIELDS.put("last_name", LeadField.LAST_NAME);
        FIELDS.put("salesforce_contact_id", LeadField.SALESFORCE_CONTACT_ID);
        FIELDS.put("salesforce_lead_id", LeadField.SALESFORCE_LEAD_ID);
        FIELDS.put("salesforce_account_id", LeadField.SALESFORCE_ACCOUNT_ID);
        FIELDS.put("salesforce_opportunity_id", LeadField.SALESFORCE_OPPORTUNITY_ID);
        FIELDS.put("marketo_id", LeadField.ID);
        FIELDS.put("company", LeadField.COMPANY);
        FIELDS.put("title", LeadField.TITLE);
        FIELDS.put("email", LeadField.EMAIL);
        FIELDS.put("phone", LeadField.PHONE);
        FIELDS.put("linkedin_url", LeadField.LINKEDIN_URL);
        FIELDS.put("source", LeadField.SOURCE);
    }

    private PreviewMessages() {}

    static PreviewPersonSyncResponse message(PersonPreview preview) {
        PreviewPersonSyncResponse.Builder response = PreviewPersonSyncResponse.newBuilder()
                .setReadCount(preview.counts().read())
                .setComplete(preview.complete())
                .setQualifiedCount(preview.counts().qualified())
                .addAllUnqualifiedCounts(StatusMessages.counts(preview.counts().unqualified()))
                .setEstimatedPersonCount(preview.estimatedPeople())
                .setDryRun(dryRun(preview.dryRun()));
        FIELDS.forEach((name, field) -> response.addFields(PersonFieldPreview.newBuilder()
                .setName(name)
                .setRestName(field.usualName())
                .setMissing(preview.missing().contains(field))));
        preview.warnings().forEach(warning -> response.addWarnings(warning.name()));
        preview.ways().forEach(way -> response.addWays(way(way)));
        return response.build();
    }

    private static WayEstimate way(WayEstimates.Estimate estimate) {
        return WayEstimate.newBuilder()
                .setWay(StatusMessages.way(estimate.way()))
                .setUnavailableReason(estimate.unavailable())
                .setCalls(estimate.calls())
                .setExportMegabytes(Math.ceilDiv(estimate.exportBytes(), MEGABYTE))
                .setDuration(StatusMessages.duration(estimate.duration()))
                .setChosen(estimate.chosen())
                .build();
    }

    private static DryRunCounts dryRun(Written written) {
        return DryRunCounts.newBuilder()
                .setAdded(written.added())
                .setChanged(written.changed())
                .setHidden(written.hidden())
                .setRevived(written.revived())
                .setEqual(written.equal())
                .build();
    }
}

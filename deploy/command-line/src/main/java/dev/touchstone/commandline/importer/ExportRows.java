package dev.touchstone.commandline.importer;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.salesforce.CellType;
import dev.touchstone.commandline.salesforce.Cells;
import dev.touchstone.commandline.salesforce.Columns;
import dev.touchstone.commandline.salesforce.StandardField;
import dev.touchstone.touchpoint.v1.Account;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.ActivityKind;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.ContactRole;
import dev.touchstone.touchpoint.v1.CrmField;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.Opportunity;
import dev.touchstone.touchpoint.v1.SyncType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Rows of an export → records of the contract. What the service checks is left to it; what cannot be sent is told. */
final class ExportRows {
    private static final int MAX_TEXT = 4_096;

    private final Columns columns;
    private final List<CellType> types;
    private final ZoneId zone;
    private final List<Problem> problems = new ArrayList<>();
    private List<String> row = List.of();
    private long leftOut;

    ExportRows(ExportFile file, ZoneId zone) {
        this.columns = file.columns();
        this.types = file.types();
        this.zone = zone;
    }

    /**
     * A cell that is not what its field needs.
     *
     * @param column its name
     * @param value what it says
     */
    record Problem(String column, String value, String reason) {}

    /** Reads a row; empty if there are problems. */
    Optional<CrmRecord> read(List<String> cells) {
        row = cells;
        problems.clear();
        if (cells.size() != columns.header().size()) {
            problems.add(new Problem(
                    "",
                    "",
                    "the row has %d cells, the header %d"
                            .formatted(cells.size(), columns.header().size())));
            return Optional.empty();
        }
        CrmRecord.Builder record = CrmRecord.newBuilder();
        time(StandardField.MODIFIED, record::setModifyTime);
        boolean deleted = flag(StandardField.DELETED);
        record.setDeleted(deleted);
        content(record);
        if (deleted) {
            record.setMergedIntoId(text(StandardField.MERGED_INTO));
        } else {
            customFields(record);
        }
        return problems.isEmpty() ? Optional.of(record.build()) : Optional.empty();
    }

    /** What was wrong with the last row. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Cells so far that are too long for a custom field, which their records go without. */
    long leftOut() {
        return leftOut;
    }

    private void content(CrmRecord.Builder record) {
        switch (columns.object()) {
            case LEAD -> record.setPerson(person(CrmPersonType.CRM_PERSON_TYPE_LEAD));
            case CONTACT -> record.setPerson(person(CrmPersonType.CRM_PERSON_TYPE_CONTACT));
            case ACCOUNT -> record.setAccount(account());
            case CAMPAIGN -> record.setCampaign(campaign());
            case CAMPAIGN_MEMBER -> record.setCampaignMember(member());
            case TASK -> record.setActivity(activity(ActivityKind.ACTIVITY_KIND_TASK, StandardField.TASK_TIME));
            case EVENT -> record.setActivity(activity(ActivityKind.ACTIVITY_KIND_EVENT, StandardField.EVENT_TIME));
            case OPPORTUNITY -> record.setOpportunity(opportunity());
            case CONTACT_ROLE ->
                record.setContactRole(ContactRole.newBuilder()
                        .setContactRoleId(text(StandardField.ID))
                        .setOpportunityId(text(StandardField.OPPORTUNITY_ID))
                        .setCrmPersonId(text(StandardField.ROLE_CONTACT))
                        .setRole(text(StandardField.ROLE))
                        .setIsPrimary(flag(StandardField.PRIMARY)));
        }
    }

    private CrmPerson.Builder person(CrmPersonType type) {
        return created(
                CrmPerson.newBuilder()
                        .setCrmPersonId(text(StandardField.ID))
                        .setType(type)
                        .setEmail(text(StandardField.EMAIL))
                        .setFirstName(text(StandardField.FIRST_NAME))
                        .setLastName(text(StandardField.LAST_NAME))
                        .setCompany(text(StandardField.COMPANY))
                        .setWebsite(text(StandardField.WEBSITE))
                        .setStatus(text(StandardField.STATUS))
                        .setLeadSource(text(StandardField.LEAD_SOURCE))
                        .setAccountId(text(StandardField.ACCOUNT_ID)),
                CrmPerson.Builder::setCreateTime);
    }

    private Account.Builder account() {
        return created(
                Account.newBuilder()
                        .setAccountId(text(StandardField.ID))
                        .setName(text(StandardField.NAME))
                        .setWebsite(text(StandardField.WEBSITE)),
                Account.Builder::setCreateTime);
    }

    private Campaign.Builder campaign() {
        return created(
                Campaign.newBuilder()
                        .setCampaignId(text(StandardField.ID))
                        .setName(text(StandardField.NAME))
                        .setType(text(StandardField.TYPE))
                        .setSyncType(syncType())
                        .setStatus(text(StandardField.STATUS))
                        .setStartDate(day(StandardField.START_DATE))
                        .setEndDate(day(StandardField.END_DATE))
                        .setTouchpointStartDate(day(StandardField.TOUCHPOINT_START))
                        .setTouchpointEndDate(day(StandardField.TOUCHPOINT_END)),
                Campaign.Builder::setCreateTime);
    }

    /** In Salesforce's words ("Include All Campaign Members"), and in ours. */
    private SyncType syncType() {
        String value = text(StandardField.SYNC_TYPE);
        String words = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
        if (words.isEmpty() || words.equals("none")) {
            return SyncType.SYNC_TYPE_NONE;
        }
        if (words.startsWith("exclude all")) {
            return SyncType.SYNC_TYPE_EXCLUDE_ALL;
        }
        if (words.startsWith("include") && words.contains("responded")) {
            return SyncType.SYNC_TYPE_INCLUDE_RESPONDED;
        }
        if (words.startsWith("include all")) {
            return SyncType.SYNC_TYPE_INCLUDE_ALL;
        }
        problem(StandardField.SYNC_TYPE, value, "is no sync type: include all, include responded, exclude all or none");
        return SyncType.SYNC_TYPE_NONE;
    }

    private CampaignMember.Builder member() {
        CampaignMember.Builder member = CampaignMember.newBuilder()
                .setCampaignMemberId(text(StandardField.ID))
                .setCampaignId(text(StandardField.CAMPAIGN_ID))
                .setCrmPersonId(text(StandardField.MEMBER))
                .setStatus(text(StandardField.STATUS))
                .setHasResponded(flag(StandardField.HAS_RESPONDED));
        time(StandardField.CREATED, member::setCreateTime);
        time(StandardField.FIRST_RESPONDED, member::setFirstRespondTime);
        time(StandardField.BUYER_TOUCHPOINT, member::setBuyerTouchpointTime);
        return member;
    }

    private Activity.Builder activity(ActivityKind kind, StandardField occurred) {
        Activity.Builder activity = Activity.newBuilder()
                .setActivityId(text(StandardField.ID))
                .setCrmPersonId(text(StandardField.WHO))
                .setKind(kind)
                .setType(text(StandardField.TYPE))
                .setSubject(text(StandardField.SUBJECT))
                .setStatus(text(StandardField.STATUS))
                .setAssignedTo(text(StandardField.ASSIGNED_TO))
                .setVisitorId(text(StandardField.VISITOR));
        time(occurred, activity::setOccurTime);
        time(StandardField.CREATED, activity::setCreateTime);
        time(StandardField.EVENT_END, activity::setEndTime);
        return activity;
    }

    private Opportunity.Builder opportunity() {
        return created(
                Opportunity.newBuilder()
                        .setOpportunityId(text(StandardField.ID))
                        .setAccountId(text(StandardField.ACCOUNT_ID))
                        .setName(text(StandardField.NAME))
                        .setStage(text(StandardField.STAGE))
                        .setAmount(number(StandardField.AMOUNT))
                        .setCurrencyCode(text(StandardField.CURRENCY))
                        .setCloseDate(day(StandardField.CLOSE_DATE))
                        .setIsClosed(flag(StandardField.CLOSED))
                        .setIsWon(flag(StandardField.WON)),
                Opportunity.Builder::setCreateTime);
    }

    /** With the time of its creation, if the row says it. */
    private <B> B created(B record, BiConsumer<B, Timestamp> setCreateTime) {
        time(StandardField.CREATED, time -> setCreateTime.accept(record, time));
        return record;
    }

    private void customFields(CrmRecord.Builder record) {
        for (int i = 0; i < types.size(); i++) {
            Columns.Custom column = columns.custom().get(i);
            String value = row.get(column.place()).strip();
            if (value.isEmpty()) {
                continue;
            }
            CrmField.Builder field = CrmField.newBuilder().setName(column.name());
            switch (types.get(i)) {
                case TEXT -> field.setText(value);
                case NUMBER -> field.setNumber(Cells.number(value).orElseThrow());
                case FLAG -> field.setFlag(Cells.flag(value).orElseThrow());
                case TIME -> field.setTime(timestamp(Cells.time(value, zone).orElseThrow()));
                case DATE -> field.setDate(Cells.day(value).orElseThrow().toString());
                case NOTHING -> throw new IllegalStateException("a column without values has a value");
            }
            if (value.length() > MAX_TEXT) {
                leftOut++;
            } else {
                record.addFields(field);
            }
        }
    }

    private String text(StandardField field) {
        return columns.value(field, row);
    }

    private boolean flag(StandardField field) {
        String value = text(field);
        Optional<Boolean> flag = Cells.flag(value);
        if (flag.isEmpty() && !value.isEmpty()) {
            problem(field, value, "is neither true nor false");
        }
        return flag.orElse(false);
    }

    private String number(StandardField field) {
        String value = text(field);
        Optional<String> number = Cells.number(value);
        if (number.isEmpty() && !value.isEmpty()) {
            problem(field, value, "is no number");
        }
        return number.orElse("");
    }

    private String day(StandardField field) {
        String value = text(field);
        Optional<LocalDate> day = Cells.day(value);
        if (day.isEmpty() && !value.isEmpty()) {
            problem(field, value, "is no day");
        }
        return day.map(LocalDate::toString).orElse("");
    }

    private void time(StandardField field, Consumer<Timestamp> target) {
        String value = text(field);
        Optional<Instant> time = field == StandardField.TASK_TIME
                ? Cells.exactTime(columns.values(field, row), zone)
                : Cells.time(value, zone);
        if (time.isEmpty() && !value.isEmpty()) {
            problem(field, value, "is no time");
        }
        time.map(ExportRows::timestamp).ifPresent(target);
    }

    private void problem(StandardField field, String value, String reason) {
        problems.add(new Problem(columns.columnOf(field), value, reason));
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}

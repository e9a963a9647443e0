package dev.touchstone.touchpoint.crm;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.touchpoint.sql.Database;
import dev.touchstone.touchpoint.sql.SqlParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records of the CRM in PostgreSQL. */
@ApplicationScoped
class SqlCrmRecordStore implements CrmRecordStore {
    private final Database database;
    private final IdSource ids;

    SqlCrmRecordStore(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public int store(CrmRecord.Kind kind, List<CrmRecord> records) {
        UUID markId = ids.next();
        String sql = switch (kind) {
            case PERSON -> SqlCrmStatements.STORE_PEOPLE;
            case CAMPAIGN -> SqlCrmStatements.STORE_CAMPAIGNS;
            case CAMPAIGN_MEMBER -> SqlCrmStatements.STORE_CAMPAIGN_MEMBERS;
            case ACTIVITY -> SqlCrmStatements.STORE_ACTIVITIES;
        };
        return database.get(
                sql,
                parameters -> {
                    parameters.texts(records, CrmRecord::id);
                    bindContent(kind, parameters, records);
                    parameters
                            .times(records, CrmRecord::modifiedAt)
                            .uuids(records, CrmRecord::digest)
                            .flags(records, CrmRecord.Deletion.class::isInstance)
                            .uuid(markId);
                },
                row -> row.integer("stored"));
    }

    private static void bindContent(CrmRecord.Kind kind, SqlParameters parameters, List<CrmRecord> records)
            throws SQLException {
        switch (kind) {
            case PERSON ->
                parameters
                        .texts(records, person(person -> person.type().name()))
                        .texts(records, person(CrmRecord.CrmPerson::email))
                        .texts(records, person(person -> person.name().firstName()))
                        .texts(records, person(person -> person.name().lastName()))
                        .texts(records, person(person -> person.name().company()))
                        .times(records, person(CrmRecord.CrmPerson::createdAt));
            case CAMPAIGN ->
                parameters
                        .texts(records, campaign(CrmRecord.Campaign::name))
                        .texts(records, campaign(CrmRecord.Campaign::type))
                        .texts(records, campaign(campaign -> campaign.syncType().name()));
            case CAMPAIGN_MEMBER ->
                parameters
                        .texts(records, member(CrmRecord.CampaignMember::campaignId))
                        .texts(records, member(CrmRecord.CampaignMember::crmPersonId))
                        .texts(records, member(CrmRecord.CampaignMember::status))
                        .times(records, member(CrmRecord.CampaignMember::createdAt));
            case ACTIVITY ->
                parameters
                        .texts(records, activity(CrmRecord.Activity::crmPersonId))
                        .texts(records, activity(CrmRecord.Activity::type))
                        .texts(records, activity(CrmRecord.Activity::subject))
                        .times(records, activity(CrmRecord.Activity::occurredAt));
        }
    }

    private static <V> Function<CrmRecord, @Nullable V> person(Function<CrmRecord.CrmPerson, @Nullable V> field) {
        return content(CrmRecord.CrmPerson.class, field);
    }

    private static <V> Function<CrmRecord, @Nullable V> campaign(Function<CrmRecord.Campaign, @Nullable V> field) {
        return content(CrmRecord.Campaign.class, field);
    }

    private static <V> Function<CrmRecord, @Nullable V> member(Function<CrmRecord.CampaignMember, @Nullable V> field) {
        return content(CrmRecord.CampaignMember.class, field);
    }

    private static <V> Function<CrmRecord, @Nullable V> activity(Function<CrmRecord.Activity, @Nullable V> field) {
        return content(CrmRecord.Activity.class, field);
    }

    /** A deletion has no content. */
    private static <T extends CrmRecord, V> Function<CrmRecord, @Nullable V> content(
            Class<T> type, Function<T, @Nullable V> field) {
        return record -> type.isInstance(record) ? field.apply(type.cast(record)) : null;
    }
}

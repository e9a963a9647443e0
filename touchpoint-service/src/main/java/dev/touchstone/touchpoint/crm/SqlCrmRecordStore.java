package dev.touchstone.touchpoint.crm;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.touchpoint.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
    public int storePeople(List<CrmRecord.CrmPerson> records) {
        return store(
                SqlCrmStatements.STORE_PEOPLE,
                parameters -> parameters
                        .texts(records, CrmRecord.CrmPerson::id)
                        .texts(records, person -> person.type().name())
                        .texts(records, CrmRecord.CrmPerson::email)
                        .texts(records, person -> person.name().firstName())
                        .texts(records, person -> person.name().lastName())
                        .texts(records, person -> person.name().company())
                        .times(records, CrmRecord.CrmPerson::createdAt)
                        .times(records, CrmRecord::modifiedAt)
                        .uuids(records, CrmRecord::digest)
                        .uuid(ids.next()));
    }

    @Override
    public int storeCampaigns(List<CrmRecord.Campaign> records) {
        return store(
                SqlCrmStatements.STORE_CAMPAIGNS,
                parameters -> parameters
                        .texts(records, CrmRecord.Campaign::id)
                        .texts(records, CrmRecord.Campaign::name)
                        .texts(records, CrmRecord.Campaign::type)
                        .texts(records, campaign -> campaign.syncType().name())
                        .times(records, CrmRecord::modifiedAt)
                        .uuids(records, CrmRecord::digest)
                        .uuid(ids.next()));
    }

    @Override
    public int storeCampaignMembers(List<CrmRecord.CampaignMember> records) {
        return store(
                SqlCrmStatements.STORE_CAMPAIGN_MEMBERS,
                parameters -> parameters
                        .texts(records, CrmRecord.CampaignMember::id)
                        .texts(records, CrmRecord.CampaignMember::campaignId)
                        .texts(records, CrmRecord.CampaignMember::crmPersonId)
                        .texts(records, CrmRecord.CampaignMember::status)
                        .times(records, CrmRecord.CampaignMember::createdAt)
                        .times(records, CrmRecord::modifiedAt)
                        .uuids(records, CrmRecord::digest)
                        .uuid(ids.next()));
    }

    @Override
    public int storeActivities(List<CrmRecord.Activity> records) {
        return store(
                SqlCrmStatements.STORE_ACTIVITIES,
                parameters -> parameters
                        .texts(records, CrmRecord.Activity::id)
                        .texts(records, CrmRecord.Activity::crmPersonId)
                        .texts(records, CrmRecord.Activity::type)
                        .texts(records, CrmRecord.Activity::subject)
                        .times(records, CrmRecord.Activity::occurredAt)
                        .times(records, CrmRecord::modifiedAt)
                        .uuids(records, CrmRecord::digest)
                        .uuid(ids.next()));
    }

    @Override
    public int delete(CrmRecord.Kind kind, List<CrmRecord.Deletion> deletions) {
        String sql = switch (kind) {
            case PERSON -> SqlCrmStatements.DELETE_PEOPLE;
            case CAMPAIGN -> SqlCrmStatements.DELETE_CAMPAIGNS;
            case CAMPAIGN_MEMBER -> SqlCrmStatements.DELETE_CAMPAIGN_MEMBERS;
            case ACTIVITY -> SqlCrmStatements.DELETE_ACTIVITIES;
        };
        return store(
                sql,
                parameters -> parameters
                        .texts(deletions, CrmRecord::id)
                        .times(deletions, CrmRecord::modifiedAt)
                        .uuids(deletions, CrmRecord::digest)
                        .uuid(ids.next()));
    }

    private int store(String sql, Database.Binder binder) {
        return database.get(sql, binder, row -> row.integer("stored"));
    }
}

package dev.touchstone.touchpoint.crm;

import java.util.List;

/** Where the records of the CRM are kept. */
interface CrmRecordStore {
    /**
     * Stores records of one kind and marks who is concerned. Of two copies of one record the newer is kept, of two equally
     * new ones the greater, whatever the order in which they come. Joins the caller's transaction.
     *
     * @param records each id at most once
     * @return how many changed what is stored
     */
    int storePeople(List<CrmRecord.CrmPerson> records);

    /** As {@link #storePeople}. */
    int storeCampaigns(List<CrmRecord.Campaign> records);

    /** As {@link #storePeople}. */
    int storeCampaignMembers(List<CrmRecord.CampaignMember> records);

    /** As {@link #storePeople}. */
    int storeActivities(List<CrmRecord.Activity> records);

    /** As {@link #storePeople}, for deletions of one kind. */
    int delete(CrmRecord.Kind kind, List<CrmRecord.Deletion> deletions);
}

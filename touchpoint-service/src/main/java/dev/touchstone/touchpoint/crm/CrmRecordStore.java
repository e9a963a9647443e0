package dev.touchstone.touchpoint.crm;

import java.util.List;

/** Where the records of the CRM are kept. */
interface CrmRecordStore {
    /**
     * Stores records of one kind, deletions among them, and marks who is concerned. Of two copies of one record the newer is
     * kept, of two equally new ones the greater, whatever the order in which they come. Joins the caller's transaction, and
     * locks rows in the order of the records.
     *
     * @param kind what the records are
     * @param records each id at most once, by id
     * @return how many changed what is stored
     */
    int store(CrmRecord.Kind kind, List<CrmRecord> records);
}

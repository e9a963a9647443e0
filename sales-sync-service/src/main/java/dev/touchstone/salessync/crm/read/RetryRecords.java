package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.diagnostic.DeadLetterOwner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Has records looked at again whose diagnostic is tried again. */
@ApplicationScoped
class RetryRecords implements DeadLetterOwner {
    private final SqlRecordStore records;

    RetryRecords(SqlRecordStore records) {
        this.records = records;
    }

    @Override
    public String kind() {
        return ReadJournal.KIND;
    }

    @Override
    public void retry(List<String> keys) {
        Map<CrmObject, List<String>> ids = new EnumMap<>(CrmObject.class);
        for (String key : keys) {
            int slash = key.indexOf('/');
            CrmObject.find(key.substring(0, Math.max(slash, 0)))
                    .ifPresent(object -> ids.computeIfAbsent(object, none -> new ArrayList<>())
                            .add(key.substring(slash + 1)));
        }
        ids.forEach(records::addDue);
    }
}

package dev.touchstone.salessync.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells touchpoint-service of people over gRPC. */
@ApplicationScoped
class GrpcCrmRecords implements CrmRecords {
    private final GrpcCrmRecordCalls calls;

    GrpcCrmRecords(GrpcCrmRecordCalls calls) {
        this.calls = calls;
    }

    @Override
    public Optional<String> cursor() {
        return calls.cursor(CrmFactMessages.SOURCE);
    }

    @Override
    public Answer tell(List<CrmFact> facts, @Nullable String cursor) {
        return CrmFactMessages.answer(facts, calls.send(CrmFactMessages.batch(facts, cursor)));
    }
}

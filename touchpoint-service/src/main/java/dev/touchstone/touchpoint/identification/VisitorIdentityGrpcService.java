package dev.touchstone.touchpoint.identification;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.IgnoreIdentityResponse;
import dev.touchstone.touchpoint.v1.ListIgnoredIdentitiesRequest;
import dev.touchstone.touchpoint.v1.ListIgnoredIdentitiesResponse;
import dev.touchstone.touchpoint.v1.ListVisitorIdentitiesRequest;
import dev.touchstone.touchpoint.v1.ListVisitorIdentitiesResponse;
import dev.touchstone.touchpoint.v1.RecordAliasIdentitiesRequest;
import dev.touchstone.touchpoint.v1.RecordAliasIdentitiesResponse;
import dev.touchstone.touchpoint.v1.UnignoreIdentityRequest;
import dev.touchstone.touchpoint.v1.UnignoreIdentityResponse;
import dev.touchstone.touchpoint.v1.VisitorIdentityService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Tells and changes over gRPC by which addresses visitors are known. */
@GrpcService
class VisitorIdentityGrpcService implements VisitorIdentityService {
    private static final int IDENTITY_KEY_PARTS = 3;
    private static final int IGNORED_KEY_PARTS = 2;

    private final BlockingCalls calls;
    private final Clock clock;
    private final RecordAliasIdentities recordAliasIdentities;
    private final IgnoreIdentities ignoreIdentities;
    private final VisitorIdentityQueries queries;
    private final IgnoredIdentityStore ignored;

    VisitorIdentityGrpcService(
            BlockingCalls calls,
            Clock clock,
            RecordAliasIdentities recordAliasIdentities,
            IgnoreIdentities ignoreIdentities,
            VisitorIdentityQueries queries,
            IgnoredIdentityStore ignored) {
        this.calls = calls;
        this.clock = clock;
        this.recordAliasIdentities = recordAliasIdentities;
        this.ignoreIdentities = ignoreIdentities;
        this.queries = queries;
        this.ignored = ignored;
    }

    @Override
    public Uni<RecordAliasIdentitiesResponse> recordAliasIdentities(RecordAliasIdentitiesRequest request) {
        return calls.answer(() -> answer(request));
    }

    private RecordAliasIdentitiesResponse answer(RecordAliasIdentitiesRequest request) {
        VisitorIdentityRequests.Parsed parsed = VisitorIdentityRequests.parse(request, clock.instant());
        RecordAliasIdentities.Stored stored = recordAliasIdentities.store(parsed.identities());
        return RecordAliasIdentitiesResponse.newBuilder()
                .setAcceptedCount(stored.changed())
                .setUnchangedCount(parsed.identities().size()
                        - stored.changed()
                        - stored.erased().size())
                .addAllRefusals(parsed.refusalsWithErased(stored.erased()))
                .build();
    }

    @Override
    public Uni<ListVisitorIdentitiesResponse> listVisitorIdentities(ListVisitorIdentitiesRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListVisitorIdentitiesResponse answer(ListVisitorIdentitiesRequest request) {
        FieldViolations violations = new FieldViolations();
        RecordFields fields = new RecordFields(violations, clock.instant());
        Optional<String> email = Optional.empty();
        Optional<String> visitorId = Optional.empty();
        switch (request.getSubjectCase()) {
            case EMAIL ->
                email = VisitorIdentityRequests.requiredEmail("email", request.getEmail(), violations, fields);
            case VISITOR_ID -> visitorId = fields.id("visitor_id", request.getVisitorId());
            case SUBJECT_NOT_SET -> violations.add("email", "FIELD_REQUIRED", "is required, or visitor_id");
        }
        Object[] arguments = {email.orElse(""), visitorId.orElse("")};
        Page page =
                Page.parse(request.getPageSize(), request.getPageToken(), IDENTITY_KEY_PARTS, violations, arguments);
        Optional<VisitorIdentity.Key> after = page.after().flatMap(key -> VisitorIdentityRequests.key(key, violations));
        violations.throwIfAny();

        List<VisitorIdentity> identities = email.isPresent()
                ? queries.ofEmail(email.get(), after.orElse(null), page.size() + 1)
                : queries.ofVisitor(visitorId.orElseThrow(), after.orElse(null), page.size() + 1);
        ListVisitorIdentitiesResponse.Builder response = ListVisitorIdentitiesResponse.newBuilder();
        identities.stream().limit(page.size()).map(VisitorIdentityMessages::of).forEach(response::addIdentities);
        if (identities.size() > page.size()) {
            VisitorIdentity.Key last = identities.get(page.size() - 1).key();
            response.setNextPageToken(Page.token(
                    List.of(last.visitorId(), last.email(), last.kind().name()), arguments));
        }
        return response.build();
    }

    @Override
    public Uni<IgnoreIdentityResponse> ignoreIdentity(IgnoreIdentityRequest request) {
        return calls.answer(() -> answer(request));
    }

    private IgnoreIdentityResponse answer(IgnoreIdentityRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<IgnoredIdentity.Subject> subject = VisitorIdentityRequests.subject(
                request.getEmail(), request.getVisitorId(), violations, clock.instant());
        VisitorIdentityRequests.checkNote(request.getNote(), violations);
        violations.throwIfAny();
        IgnoredIdentity identity = ignoreIdentities.ignore(subject.orElseThrow(), request.getNote());
        return IgnoreIdentityResponse.newBuilder()
                .setIgnoredIdentity(VisitorIdentityMessages.of(identity))
                .build();
    }

    @Override
    public Uni<UnignoreIdentityResponse> unignoreIdentity(UnignoreIdentityRequest request) {
        return calls.answer(() -> answer(request));
    }

    private UnignoreIdentityResponse answer(UnignoreIdentityRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<IgnoredIdentity.Subject> subject = VisitorIdentityRequests.subject(
                request.getEmail(), request.getVisitorId(), violations, clock.instant());
        violations.throwIfAny();
        ignoreIdentities.unignore(subject.orElseThrow());
        return UnignoreIdentityResponse.getDefaultInstance();
    }

    @Override
    public Uni<ListIgnoredIdentitiesResponse> listIgnoredIdentities(ListIgnoredIdentitiesRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListIgnoredIdentitiesResponse answer(ListIgnoredIdentitiesRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), IGNORED_KEY_PARTS, violations);
        Optional<IgnoredIdentity.Subject> after =
                page.after().flatMap(key -> VisitorIdentityRequests.subjectKey(key, violations));
        violations.throwIfAny();

        List<IgnoredIdentity> identities = ignored.list(after.orElse(null), page.size() + 1);
        ListIgnoredIdentitiesResponse.Builder response = ListIgnoredIdentitiesResponse.newBuilder();
        identities.stream().limit(page.size()).map(VisitorIdentityMessages::of).forEach(response::addIgnoredIdentities);
        if (identities.size() > page.size()) {
            IgnoredIdentity.Subject last = identities.get(page.size() - 1).subject();
            response.setNextPageToken(Page.token(List.of(last.visitorId(), last.email())));
        }
        return response.build();
    }
}

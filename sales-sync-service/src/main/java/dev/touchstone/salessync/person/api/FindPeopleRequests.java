package dev.touchstone.salessync.person.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.salessync.person.RecordId;
import dev.touchstone.salessync.person.find.FindPeople;
import dev.touchstone.salessync.person.find.PeopleCriteria;
import dev.touchstone.salessync.person.find.PeopleCriteria.Members;
import dev.touchstone.salessync.person.group.DynamicGroup;
import dev.touchstone.salessync.v1.FindPeopleRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for by {@code FindPeople}. */
final class FindPeopleRequests {
    /** Longest text that can be stored as one. */
    private static final int MAX_TEXT = 2_000;

    private static final int KEY_PARTS = 3;

    private FindPeopleRequests() {}

    /**
     * What was asked for.
     *
     * @param user who asks for a group; null if no group is asked for
     * @param group the group that is kept by hand, whose people the criteria name; null if none is
     */
    record Asked(
            PeopleCriteria criteria,
            @Nullable RecordId user,
            @Nullable UUID group,
            int size,
            FindPeople.Start start) {}

    static Asked parse(FindPeopleRequest request) {
        FieldViolations violations = new FieldViolations();
        violations.limitText("email", request.getEmail(), MAX_TEXT);
        violations.limitText("name", request.getName(), MAX_TEXT);
        violations.limitText("company", request.getCompany(), MAX_TEXT);
        Optional<RecordId> owner = IdRequests.recordId("owner_id", request.getOwnerId(), violations);
        Optional<RecordId> salesforceId = IdRequests.recordId("salesforce_id", request.getSalesforceId(), violations);
        boolean grouped = !request.getGroupId().isEmpty();
        Optional<RecordId> user = grouped ? IdRequests.user(request.getUserId(), violations) : Optional.empty();
        Optional<DynamicGroup> dynamic = DynamicGroup.find(request.getGroupId());
        Optional<UUID> group =
                grouped && dynamic.isEmpty() ? IdRequests.groupId(request.getGroupId(), violations) : Optional.empty();
        boolean asksForSomebody = grouped
                || !(request.getEmail().isEmpty()
                        && request.getName().isBlank()
                        && request.getCompany().isBlank()
                        && request.getOwnerId().isEmpty()
                        && request.getSalesforceId().isEmpty());
        if (!asksForSomebody) {
            violations.add(
                    "email",
                    "FIELD_REQUIRED",
                    "at least one of email, name, company, owner_id, salesforce_id and group_id is required");
        }
        boolean mine = dynamic.filter(DynamicGroup.MY_CONTACTS::equals).isPresent();
        if (mine && owner.isPresent() && user.isPresent() && !owner.equals(user)) {
            violations.add("owner_id", "INVALID_ID", "must be empty or the user_id in the group my-contacts");
        }
        Page page = page(request, violations);
        FindPeople.Start start = start(page, violations);
        violations.throwIfAny();
        PeopleCriteria criteria = new PeopleCriteria(
                text(request.getEmail()),
                text(request.getName()),
                text(request.getCompany()),
                (mine ? user : owner).orElse(null),
                salesforceId.orElse(null),
                members(dynamic, group),
                request.getIncludeHidden());
        return new Asked(criteria, user.orElse(null), group.orElse(null), page.size(), start);
    }

    static String token(FindPeopleRequest request, FindPeople.Start next) {
        String key = Base64.getEncoder().encodeToString(next.key().getBytes(StandardCharsets.UTF_8));
        return Page.token(
                List.of(Integer.toString(next.stage()), key, Long.toString(next.marketoId())), arguments(request));
    }

    private static Page page(FindPeopleRequest request, FieldViolations violations) {
        return Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations, arguments(request));
    }

    private static FindPeople.Start start(Page page, FieldViolations violations) {
        if (page.after().isEmpty()) {
            return FindPeople.Start.FIRST;
        }
        List<String> key = page.after().get();
        try {
            return new FindPeople.Start(
                    Integer.parseInt(key.get(0)),
                    new String(Base64.getDecoder().decode(key.get(1)), StandardCharsets.UTF_8),
                    Long.parseLong(key.get(2)));
        } catch (IllegalArgumentException foreign) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return FindPeople.Start.FIRST;
        }
    }

    private static Object[] arguments(FindPeopleRequest request) {
        return new Object[] {
            request.getEmail(),
            request.getName(),
            request.getCompany(),
            request.getOwnerId(),
            request.getSalesforceId(),
            request.getGroupId(),
            request.getUserId(),
            request.getIncludeHidden()
        };
    }

    private static Members members(Optional<DynamicGroup> dynamic, Optional<UUID> group) {
        if (group.isPresent()) {
            return new Members.OfGroup(group.get());
        }
        return dynamic.filter(DynamicGroup.UNSUBSCRIBED::equals).isPresent()
                ? new Members.OptedOut()
                : new Members.Everybody();
    }

    private static @Nullable String text(String text) {
        return text.isBlank() ? null : text.strip();
    }
}

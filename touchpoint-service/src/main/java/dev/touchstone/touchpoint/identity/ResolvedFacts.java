package dev.touchstone.touchpoint.identity;

import dev.touchstone.touchpoint.session.Moment;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor did and by which addresses the visitor became known, with aliases put into addresses and what is ignored left
 * out.
 *
 * <p>A click on an e-mail link becomes a form-type interaction of its reader once the reader is known, and is a page view while
 * nobody is, or while the reader is ignored. Forms and chats stay what they are, but an ignored address identifies nobody.
 *
 * @param events the visitor's events
 * @param identifications how the visitor became known, in no order
 */
public record ResolvedFacts(List<WebEvent> events, List<Identification> identifications) {
    /** Of several addresses of one alias the oldest comes first. */
    private static final Comparator<AliasIdentity> OLDEST_FIRST = Comparator.comparing(
                    AliasIdentity::since, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(AliasIdentity::email);

    /** Resolves the facts of one visitor. */
    public static ResolvedFacts of(VisitorFacts facts) {
        Resolution resolution = new Resolution(facts);
        for (int i = 0; i < facts.events().size(); i++) {
            resolution.resolve(i, facts.events().get(i));
        }
        facts.calls().forEach(resolution::identify);
        return new ResolvedFacts(resolution.events, resolution.identifications);
    }

    private static final class Resolution {
        private final VisitorFacts facts;
        private final Map<VisitorAlias, List<AliasIdentity>> byAlias;
        private final List<Identification> identifications = new ArrayList<>();
        /** Those of the facts until the first click on an e-mail link, which few visitors have; then a copy. */
        private List<WebEvent> events;

        private boolean copied;

        Resolution(VisitorFacts facts) {
            this.facts = facts;
            this.byAlias = facts.aliasIdentities().stream()
                    .filter(identity -> !facts.isIgnored(identity.email()))
                    .sorted(OLDEST_FIRST)
                    .collect(Collectors.groupingBy(AliasIdentity::alias));
            this.events = facts.events();
        }

        void resolve(int index, WebEvent event) {
            switch (event.type()) {
                case PAGE_VIEW -> {}
                case FORM_SUBMISSION -> identify(event, IdentificationKind.FORM);
                case CHAT -> identify(event, IdentificationKind.CHAT);
                case IDENTIFICATION -> identify(event, IdentificationKind.RECOGNITION);
                case EMAIL_LINK_CLICK -> {
                    WebEvent click = clicked(event);
                    replace(index, click);
                    identify(click, IdentificationKind.EMAIL_LINK);
                }
                case ALIAS -> identifyByAlias(event);
            }
        }

        private void replace(int index, WebEvent event) {
            if (!copied) {
                events = new ArrayList<>(events);
                copied = true;
            }
            events.set(index, event);
        }

        private void identify(WebEvent event, IdentificationKind kind) {
            String email = event.email();
            if (email != null && !facts.isIgnored(email)) {
                identifications.add(new Identification(email, Moment.of(event), kind));
            }
        }

        private void identify(CallIdentity call) {
            if (!facts.isIgnored(call.email())) {
                Moment moment = new Moment(call.time(), 0, call.activityId());
                identifications.add(new Identification(call.email(), moment, IdentificationKind.CALL));
            }
        }

        private WebEvent clicked(WebEvent event) {
            String email = event.email();
            if (email != null) {
                return facts.isIgnored(email) ? event.readByNobody() : event;
            }
            Optional<String> reader =
                    identities(event).stream().map(AliasIdentity::email).findFirst();
            return reader.map(event::readBy).orElse(event);
        }

        private void identifyByAlias(WebEvent event) {
            for (AliasIdentity identity : identities(event)) {
                Moment moment = new Moment(
                        later(event.occurredAt(), identity.since()),
                        event.detail().sequence(),
                        event.eventId());
                identifications.add(new Identification(identity.email(), moment, IdentificationKind.ALIAS));
            }
        }

        private List<AliasIdentity> identities(WebEvent event) {
            VisitorAlias alias = event.detail().alias();
            return alias == null ? List.of() : byAlias.getOrDefault(alias, List.of());
        }
    }

    private static Instant later(Instant time, @Nullable Instant since) {
        return since == null || since.isBefore(time) ? time : since;
    }
}

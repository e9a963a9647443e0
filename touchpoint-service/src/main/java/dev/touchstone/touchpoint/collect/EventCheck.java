package dev.touchstone.touchpoint.collect;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.crm.SalesforceId;
import dev.touchstone.touchpoint.session.FormDetails;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether an event is taken in, and what is stored of it. One for each event. */
public final class EventCheck {
    private static final int MAX_ALIAS = 255;
    private static final int MAX_FORM_NAME = 255;
    /** Times outside are out of range whatever the clock's error is; added to, they might be none that Java has. */
    private static final Instant LEAST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant GREATEST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final EventField.Dialect dialect;
    private final String prefix;
    private final Terms terms;
    private final FieldViolations violations;
    private final RecordFields fields;

    /**
     * @param dialect whose words violations use
     * @param prefix where the event is in what was sent: {@code events[3].}
     * @param terms on which terms
     * @param violations receives what is wrong
     */
    public EventCheck(EventField.Dialect dialect, String prefix, Terms terms, FieldViolations violations) {
        this.dialect = dialect;
        this.prefix = prefix;
        this.terms = terms;
        this.violations = violations;
        this.fields = new RecordFields(violations, terms.now());
    }

    /** The event to store; empty if anything is wrong with it. */
    public Optional<WebEvent> check(SentEvent sent) {
        Optional<String> visitorId = fields.id(path(EventField.VISITOR_ID), sent.visitorId());
        Optional<String> eventId = fields.id(path(EventField.EVENT_ID), sent.eventId());
        Optional<Instant> occurredAt = time(sent.occurredAt());
        @Nullable WebEventType type = named(EventField.TYPE, sent.type());
        Optional<PageUrl> page = fields.pageUrl(path(EventField.PAGE_URL), sent.pageUrl());
        page.ifPresent(this::checkHost);
        Optional<PageUrl> referrer = fields.referrerUrl(path(EventField.REFERRER_URL), sent.referrerUrl());
        Optional<String> email = fields.email(path(EventField.EMAIL), sent.email());
        @Nullable VisitorAlias alias = alias(sent.detail().alias());
        @Nullable FormDetails form = form(sent.detail().form());
        if (sent.detail().sequence() < 0) {
            violations.add(path(EventField.SEQUENCE), "OUT_OF_RANGE", "must not be negative");
        }
        if (type != null) {
            checkBelongings(type, sent);
        }
        if (!violations.isEmpty() || type == null) {
            return Optional.empty();
        }
        return Optional.of(event(new WebEvent(
                visitorId.orElseThrow(),
                eventId.orElseThrow(),
                occurredAt.orElseThrow(),
                type,
                page.orElseThrow(),
                referrer.orElse(null),
                email.orElse(null),
                new WebEvent.Detail(
                        sent.detail().sequence(), terms.clockOffsetMinutes(), alias, form, terms.contextId()))));
    }

    /** A page shown through a link that names the reader is a click on that link, and no address stays in an address. */
    private WebEvent event(WebEvent event) {
        String parameter = terms.emailLinkParameter();
        Optional<EmailLink> link =
                event.type() == WebEventType.PAGE_VIEW ? EmailLink.read(event.page(), parameter) : Optional.empty();
        @Nullable PageUrl referrer = event.referrer();
        WebEvent.Detail detail = event.detail();
        return new WebEvent(
                event.visitorId(),
                event.eventId(),
                event.occurredAt(),
                link.isPresent() ? WebEventType.EMAIL_LINK_CLICK : event.type(),
                EmailLink.withoutReader(event.page(), parameter),
                referrer == null ? null : EmailLink.withoutReader(referrer, parameter),
                link.isPresent() ? link.get().email() : event.email(),
                link.isEmpty()
                        ? detail
                        : new WebEvent.Detail(
                                detail.sequence(),
                                detail.clockOffsetMinutes(),
                                link.get().alias(),
                                detail.form(),
                                detail.contextId()));
    }

    private Optional<Instant> time(@Nullable Instant sentTime) {
        String path = path(EventField.TIME);
        if (sentTime == null) {
            violations.add(path, "FIELD_REQUIRED", "is required");
            return Optional.empty();
        }
        Optional<Instant> time =
                fields.time(path, possible(sentTime).plus(Duration.ofMinutes(terms.clockOffsetMinutes())));
        Duration horizon = terms.lateHorizon();
        if (time.isPresent()
                && horizon != null
                && time.get().isBefore(terms.now().minus(horizon))) {
            violations.add(path, "TOO_LATE", "must be at most " + horizon + " ago but is " + time.get());
        }
        return time;
    }

    private static Instant possible(Instant time) {
        if (time.isBefore(LEAST_TIME)) {
            return LEAST_TIME;
        }
        return time.isAfter(GREATEST_TIME) ? GREATEST_TIME : time;
    }

    private void checkHost(PageUrl page) {
        Terms.Scope scope = terms.scope();
        if (scope == null || scope.directory().admits(scope.site(), page.host())) {
            return;
        }
        boolean disabled = scope.directory()
                .decide(page.host())
                .filter(registration -> !registration.domain().enabled())
                .isPresent();
        violations.add(
                path(EventField.PAGE_URL),
                disabled ? "DOMAIN_DISABLED" : "DOMAIN_NOT_REGISTERED",
                "must be a page of an enabled domain of site " + scope.site().siteId() + ", but the host is "
                        + page.host());
    }

    private @Nullable VisitorAlias alias(SentEvent.@Nullable Alias sent) {
        if (sent == null) {
            return null;
        }
        String path = path(EventField.ALIAS);
        VisitorAlias.Type type = named(path + ".type", sent.type());
        Optional<String> value = fields.id(path + ".value", sent.value(), MAX_ALIAS);
        if (type == null || value.isEmpty()) {
            return null;
        }
        return new VisitorAlias(
                type,
                switch (type) {
                    case CRM_PERSON -> SalesforceId.canonical(value.get());
                    case MARKETO_MUNCHKIN -> value.get();
                });
    }

    private @Nullable FormDetails form(SentEvent.@Nullable Form sent) {
        if (sent == null) {
            return null;
        }
        String path = path(EventField.FORM);
        boolean fits = violations.limitText(path + ".name", sent.name(), MAX_FORM_NAME);
        FormDetails.Source source = named(path + ".source", sent.source());
        return fits && source != null ? new FormDetails(sent.name(), source) : null;
    }

    private void checkBelongings(WebEventType type, SentEvent sent) {
        boolean hasEmail = !sent.email().isEmpty();
        boolean hasAlias = sent.detail().alias() != null;
        switch (type) {
            case PAGE_VIEW -> {
                refuse(EventField.EMAIL, hasEmail, type);
                refuse(EventField.ALIAS, hasAlias, type);
            }
            case FORM_SUBMISSION, CHAT, IDENTIFICATION -> {
                require(EventField.EMAIL, hasEmail, type);
                refuse(EventField.ALIAS, hasAlias, type);
            }
            case ALIAS -> {
                refuse(EventField.EMAIL, hasEmail, type);
                require(EventField.ALIAS, hasAlias, type);
            }
            case EMAIL_LINK_CLICK -> checkLink(hasEmail, sent.detail().alias());
        }
        if (type != WebEventType.FORM_SUBMISSION && type != WebEventType.CHAT) {
            refuse(EventField.FORM, sent.detail().form() != null, type);
        }
    }

    private void checkLink(boolean hasEmail, SentEvent.@Nullable Alias alias) {
        if (hasEmail == (alias != null)) {
            violations.add(
                    path(EventField.EMAIL),
                    hasEmail ? "FIELD_NOT_ALLOWED" : "FIELD_REQUIRED",
                    "EMAIL_LINK_CLICK has either an e-mail address or an alias of type CRM_PERSON");
        } else if (alias != null && alias.type().value() == VisitorAlias.Type.MARKETO_MUNCHKIN) {
            violations.add(
                    path(EventField.ALIAS) + ".type", "FIELD_NOT_ALLOWED", "must be CRM_PERSON for EMAIL_LINK_CLICK");
        }
    }

    private void require(EventField field, boolean present, WebEventType type) {
        if (!present) {
            violations.add(path(field), "FIELD_REQUIRED", "is required for " + type);
        }
    }

    private void refuse(EventField field, boolean present, WebEventType type) {
        if (present) {
            violations.add(path(field), "FIELD_NOT_ALLOWED", "must be empty for " + type);
        }
    }

    private <E extends Enum<E>> @Nullable E named(EventField field, SentEvent.Named<E> name) {
        return named(path(field), name);
    }

    private <E extends Enum<E>> @Nullable E named(String path, SentEvent.Named<E> name) {
        if (name.value() == null) {
            violations.add(path, "UNKNOWN_ENUM_VALUE", "is unknown: " + shown(name.text()));
        }
        return name.value();
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nothing was sent" : text.substring(0, Math.min(text.length(), RecordFields.MAX_ID));
    }

    private String path(EventField field) {
        return prefix + field.in(dialect);
    }
}

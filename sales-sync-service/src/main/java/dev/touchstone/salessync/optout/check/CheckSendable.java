package dev.touchstone.salessync.optout.check;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.OptOuts;
import dev.touchstone.salessync.optout.Whose;
import dev.touchstone.salessync.optout.check.SqlRecipientFacts.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Says whether mail may be sent. Nothing is held while Marketo is asked; what was said here meanwhile is looked at once more before
 * a send is allowed, so that none goes out after the opt-out was stored.
 */
@ApplicationScoped
public class CheckSendable {
    private final SqlRecipientFacts facts;
    private final AskMarketo marketo;
    private final AnswerMemory memory;
    private final Journal journal;
    private final Chance chance;

    CheckSendable(SqlRecipientFacts facts, AskMarketo marketo, AnswerMemory memory, Journal journal, Chance chance) {
        this.facts = facts;
        this.marketo = marketo;
        this.memory = memory;
        this.journal = journal;
        this.chance = chance;
    }

    /** Time and random numbers. */
    @ApplicationScoped
    static class Chance {
        private final Clock clock;
        private final RandomGenerator random;

        Chance(Clock clock, RandomGenerator random) {
            this.clock = clock;
            this.random = random;
        }

        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        double random() {
            return random.nextDouble();
        }
    }

    /** What a check leaves behind. */
    @ApplicationScoped
    static class Journal {
        private final SqlBypassJournal bypasses;
        private final OptOuts optOuts;
        private final IdSource ids;
        private final SendMeters meters;

        Journal(SqlBypassJournal bypasses, OptOuts optOuts, IdSource ids, SendMeters meters) {
            this.bypasses = bypasses;
            this.optOuts = optOuts;
            this.ids = ids;
            this.meters = meters;
        }

        void count(List<SendDecision> decisions) {
            meters.decided(decisions);
        }

        void keepBypass(SendReason reason, SendContext context, List<String> recipients, Instant now) {
            bypasses.add(
                    new Bypass(ids.next(), reason, context.purpose(), context.template(), recipients.size(), now),
                    recipients);
        }

        /** Whoever was seen to be out because of somebody else stays out when that ends. */
        void keepOut(Recipient recipient) {
            optOuts.isOut(new Whose(Optional.of(recipient.address()), recipient.marketoId()));
        }
    }

    /** A decision for each recipient, in their order. */
    public List<SendDecision> check(List<Recipient> recipients, SendContext context) {
        Instant now = chance.now();
        List<RecipientFacts> known = read(recipients);
        List<SendCheck.Step> steps =
                known.stream().map(each -> SendCheck.begin(each, context, now)).toList();
        Set<EmailAddress> asked = toAsk(known, steps);
        Map<EmailAddress, Answer> answers = marketo.ask(asked);
        List<SendDecision> decisions = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            decisions.add(decide(known.get(i), steps.get(i), context, answers));
        }
        List<SendDecision> last = asked.isEmpty() ? decisions : lastLook(recipients, decisions);
        keepBypasses(recipients, context, last, now);
        journal.count(last);
        return last;
    }

    private List<RecipientFacts> read(List<Recipient> recipients) {
        List<Stored> stored = facts.read(recipients);
        List<RecipientFacts> known = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            Recipient recipient = recipients.get(i);
            Stored row = stored.get(i);
            if (row.out() && !row.addressOut()) {
                journal.keepOut(recipient);
            }
            known.add(new RecipientFacts(
                    recipient.address(),
                    row.out(),
                    row.erased(),
                    row.mirror(),
                    memory.find(recipient.address()).filter(row::isOfThisMarketo),
                    recipient.deferred()));
        }
        return known;
    }

    private static Set<EmailAddress> toAsk(List<RecipientFacts> known, List<SendCheck.Step> steps) {
        Set<EmailAddress> addresses = new HashSet<>();
        for (int i = 0; i < known.size(); i++) {
            if (steps.get(i) instanceof SendCheck.Step.Ask) {
                addresses.add(known.get(i).address());
            }
        }
        return addresses;
    }

    private SendDecision decide(
            RecipientFacts known, SendCheck.Step step, SendContext context, Map<EmailAddress, Answer> answers) {
        return switch (step) {
            case SendCheck.Step.Decided decided -> decided.decision();
            case SendCheck.Step.Unanswerable ignored -> unanswered(known, context);
            case SendCheck.Step.Ask ignored ->
                Optional.ofNullable(answers.get(known.address()))
                        .map(Answer::decision)
                        .orElseGet(() -> unanswered(known, context));
        };
    }

    private SendDecision unanswered(RecipientFacts known, SendContext context) {
        return SendCheck.unanswered(known, context, chance.now(), chance.random());
    }

    private List<SendDecision> lastLook(List<Recipient> recipients, List<SendDecision> decisions) {
        List<Stored> stored = facts.read(recipients);
        List<SendDecision> last = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            SendDecision decision = decisions.get(i);
            boolean outByNow =
                    stored.get(i).out() && decision.reason() != SendReason.NON_COMMERCIAL && isAllowed(decision);
            last.add(outByNow ? SendDecision.of(SendOutcome.BLOCKED, SendReason.SALES_OPT_OUT) : decision);
        }
        return last;
    }

    private static boolean isAllowed(SendDecision decision) {
        return decision.outcome() == SendOutcome.ALLOWED;
    }

    private void keepBypasses(
            List<Recipient> recipients, SendContext context, List<SendDecision> decisions, Instant now) {
        for (SendReason reason : List.of(SendReason.NON_COMMERCIAL, SendReason.CHECK_OFF)) {
            List<String> bypassed = new ArrayList<>();
            for (int i = 0; i < decisions.size(); i++) {
                if (decisions.get(i).reason() == reason) {
                    bypassed.add(facts.subject(recipients.get(i).address()).key());
                }
            }
            if (!bypassed.isEmpty()) {
                journal.keepBypass(reason, context, bypassed, now);
            }
        }
    }
}

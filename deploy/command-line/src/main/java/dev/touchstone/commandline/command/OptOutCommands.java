package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.OptOutText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.CheckSendableResponse;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryRequest;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryResponse;
import dev.touchstone.salessync.v1.ResubscribeRequest;
import dev.touchstone.salessync.v1.ResubscribeResponse;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SendOutcome;
import dev.touchstone.salessync.v1.SendPurpose;
import dev.touchstone.salessync.v1.SendRecipient;
import dev.touchstone.salessync.v1.UnsubscribeRequest;
import dev.touchstone.salessync.v1.UnsubscribeResponse;
import dev.touchstone.salessync.v1.UnsubscribeSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opt-outs and the check before a send. */
final class OptOutCommands {
    private static final int BATCH = 300;

    private OptOutCommands() {}

    /** Records that somebody wants no more mail. */
    @Command(
            name = "unsubscribe",
            description =
                    "Record that somebody wants no more mail from sales. Sends are blocked at once, for everybody who "
                            + "has the address.")
    static final class Unsubscribe implements Callable<Integer> {
        private final Context context;

        @Parameters(paramLabel = "EMAIL", description = "The address.")
        private String email = "";

        @Mixin
        private Author author = new Author();

        Unsubscribe(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            UnsubscribeRequest request = UnsubscribeRequest.newBuilder()
                    .setRequestId(UUID.randomUUID().toString())
                    .setAddress(email)
                    .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_ADMINISTRATOR)
                    .setAuthor(author.name())
                    .setNote(author.note())
                    .build();
            UnsubscribeResponse answer = ask(context, stub -> stub.unsubscribe(request));
            return context.show(answer, () -> "No more mail is sent to this address.\n");
        }
    }

    /** Lets mail be sent again. */
    @Command(
            name = "resubscribe",
            description =
                    "Let mail be sent again, for administrators. It stays in the history, with reason and evidence.")
    static final class Resubscribe implements Callable<Integer> {
        private final Context context;

        @Parameters(paramLabel = "EMAIL", description = "The address.")
        private String email = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
        private String reason = "";

        @Option(
                names = "--evidence",
                required = true,
                paramLabel = "TEXT",
                description = "Where the person's consent is kept.")
        private String evidence = "";

        @Option(
                names = "--author",
                paramLabel = "NAME",
                defaultValue = "${sys:user.name}",
                description = "Who; the user of this machine if not given.")
        private String author = "";

        Resubscribe(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            ResubscribeRequest request = ResubscribeRequest.newBuilder()
                    .setRequestId(UUID.randomUUID().toString())
                    .setAddress(email)
                    .setReason(reason)
                    .setEvidence(evidence)
                    .setAuthor(author)
                    .build();
            ResubscribeResponse answer = ask(context, stub -> stub.resubscribe(request));
            return context.show(answer, () -> OptOutText.resubscribed(answer));
        }
    }

    /** Whether mail may be sent. */
    @Command(
            name = "check",
            description = "Say whether a mail may be sent. Ends with 1 if one of the addresses may not be sent to.")
    static final class Check implements Callable<Integer> {
        private final Context context;

        @Parameters(arity = "1..*", paramLabel = "EMAIL", description = "The addresses, up to 300.")
        private List<String> emails = List.of();

        @Option(names = "--bulk", description = "As a bulk send, which waits if Marketo cannot be asked.")
        private boolean bulk;

        Check(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Options.atMost("addresses", emails.size(), BATCH);
            CheckSendableRequest.Builder request = CheckSendableRequest.newBuilder()
                    .setPurpose(bulk ? SendPurpose.SEND_PURPOSE_BULK : SendPurpose.SEND_PURPOSE_ONE_TO_ONE);
            emails.forEach(
                    email -> request.addRecipients(SendRecipient.newBuilder().setAddress(email)));
            CheckSendableResponse answer = ask(context, stub -> stub.checkSendable(request.build()));
            context.show(
                    answer,
                    () -> OptOutText.decisions(
                            emails,
                            answer.getDecisionsList(),
                            context.terminal().outWidth()));
            boolean all = answer.getDecisionsList().stream()
                    .allMatch(decision -> decision.getOutcome() == SendOutcome.SEND_OUTCOME_ALLOWED);
            return all ? Context.OK : Context.FAILED;
        }
    }

    /** What was said about an address. */
    @Command(name = "opt-outs", description = "Show whether an address is opted out, and what was said about it.")
    static final class History implements Callable<Integer> {
        private final Context context;

        @Parameters(paramLabel = "EMAIL", description = "The address.")
        private String email = "";

        History(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            GetUnsubscribeHistoryRequest request =
                    GetUnsubscribeHistoryRequest.newBuilder().setAddress(email).build();
            GetUnsubscribeHistoryResponse answer = ask(context, stub -> stub.getUnsubscribeHistory(request));
            return context.show(
                    answer, () -> OptOutText.history(answer, context.terminal().outWidth()));
        }
    }

    private static <R> R ask(Context context, Function<SalesUnsubscribeServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.SALES_SYNC, channel -> call.apply(SalesUnsubscribeServiceGrpc.newBlockingStub(channel)));
    }
}

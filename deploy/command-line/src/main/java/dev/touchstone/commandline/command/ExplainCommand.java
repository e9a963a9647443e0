package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.ExplanationText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainFactResponse;
import dev.touchstone.touchpoint.v1.ExplainSessionRequest;
import dev.touchstone.touchpoint.v1.ExplainSessionResponse;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointResponse;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.SessionServiceGrpc;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.WebEventReference;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why. */
@Command(
        name = "explain",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Say why a touchpoint exists and is in its channel, why a session began, or what became of a fact.")
public final class ExplainCommand {
    private ExplainCommand() {}

    /** The command with its two parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new ExplainCommand())
                .addSubcommand(new TouchpointPart(context))
                .addSubcommand(new SessionPart(context))
                .addSubcommand(new FactPart(context));
    }

    @Command(name = "touchpoint", description = "Say why a touchpoint exists and why it is in its channel.")
    static final class TouchpointPart implements Callable<Integer> {
        private final Context context;

        @Parameters(paramLabel = "ID", description = "The touchpoint's id.")
        private String id = "";

        @Option(names = "--all-rows", description = "List every rule row that did not match.")
        private boolean allRows;

        TouchpointPart(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            ExplainTouchpointRequest request =
                    ExplainTouchpointRequest.newBuilder().setTouchpointId(id).build();
            ExplainTouchpointResponse answer = context.services()
                    .call(
                            Remote.TOUCHPOINT,
                            channel -> TouchpointServiceGrpc.newBlockingStub(channel)
                                    .explainTouchpoint(request));
            int width = context.terminal().outWidth();
            return context.show(answer, () -> ExplanationText.touchpoint(answer, width, allRows));
        }
    }

    @Command(name = "session", description = "Say why a session began, whose it is, and what touchpoint it made.")
    static final class SessionPart implements Callable<Integer> {
        private final Context context;

        @ArgGroup(multiplicity = "1")
        private @Nullable Subject subject;

        SessionPart(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            if (subject == null) {
                throw new IllegalStateException("picocli demands one of the options");
            }
            ExplainSessionRequest request = subject.request();
            ExplainSessionResponse answer = context.services()
                    .call(
                            Remote.TOUCHPOINT,
                            channel ->
                                    SessionServiceGrpc.newBlockingStub(channel).explainSession(request));
            return context.show(
                    answer,
                    () -> ExplanationText.session(answer, context.terminal().outWidth()));
        }
    }

    static final class Subject {
        @Option(names = "--session", paramLabel = "ID", description = "The session.")
        private String session = "";

        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Event event;

        ExplainSessionRequest request() {
            ExplainSessionRequest.Builder request = ExplainSessionRequest.newBuilder();
            return event == null
                    ? request.setSessionId(session).build()
                    : request.setWebEvent(WebEventReference.newBuilder()
                                    .setVisitorId(event.visitor)
                                    .setEventId(event.event))
                            .build();
        }
    }

    static final class Event {
        @Option(names = "--visitor", required = true, paramLabel = "ID", description = "The visitor of the web event.")
        private String visitor = "";

        @Option(names = "--event", required = true, paramLabel = "ID", description = "The session of this web event.")
        private String event = "";
    }

    @Command(name = "fact", description = "Say which touchpoint a fact made, or why it made none.")
    static final class FactPart implements Callable<Integer> {
        private final Context context;

        @ArgGroup(multiplicity = "1")
        private @Nullable Fact fact;

        FactPart(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            if (fact == null) {
                throw new IllegalStateException("picocli demands one of the options");
            }
            ExplainFactRequest request =
                    ExplainFactRequest.newBuilder().setFact(fact.reference()).build();
            ExplainFactResponse answer = context.services()
                    .call(
                            Remote.TOUCHPOINT,
                            channel -> TouchpointServiceGrpc.newBlockingStub(channel)
                                    .explainFact(request));
            return context.show(
                    answer,
                    () -> ExplanationText.fact(answer, context.terminal().outWidth()));
        }
    }

    static final class Fact {
        @Option(names = "--session", paramLabel = "ID", description = "A web session.")
        private String session = "";

        @Option(names = "--campaign-member", paramLabel = "ID", description = "A campaign member, by the CRM's id.")
        private String campaignMember = "";

        @Option(names = "--activity", paramLabel = "ID", description = "A task or event, by the CRM's id.")
        private String activity = "";

        @Option(names = "--program-member", paramLabel = "ID", description = "A program member, by its id.")
        private String programMember = "";

        @Option(names = "--marketing-activity", paramLabel = "ID", description = "An activity of Marketo, by its id.")
        private String marketingActivity = "";

        FactReference reference() {
            FactReference.Builder reference = FactReference.newBuilder();
            if (!session.isEmpty()) {
                reference.setSessionId(session);
            } else if (!campaignMember.isEmpty()) {
                reference.setCampaignMemberId(campaignMember);
            } else if (!programMember.isEmpty()) {
                reference.setProgramMemberId(programMember);
            } else if (!marketingActivity.isEmpty()) {
                reference.setMarketingActivityId(marketingActivity);
            } else {
                reference.setActivityId(activity);
            }
            return reference.build();
        }
    }
}

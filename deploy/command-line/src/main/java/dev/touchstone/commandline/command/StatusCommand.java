package dev.touchstone.commandline.command;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.GetDerivationStatusRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** Shows how the whole suite stands. A service that does not answer does not hide the others. */
@Command(name = "status", description = "Show how derivation, mapping and syncs stand.")
public final class StatusCommand implements Callable<Integer> {
    private final Context context;

    public StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int width = context.terminal().outWidth();
        Struct.Builder json = Struct.newBuilder();
        List<String> texts = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        ask(
                failures,
                () -> {
                    var status = context.services()
                            .call(
                                    Remote.TOUCHPOINT,
                                    channel -> AdminServiceGrpc.newBlockingStub(channel)
                                            .getDerivationStatus(GetDerivationStatusRequest.getDefaultInstance()));
                    json.putFields("derivation", value(status));
                    return StatusText.derivation(status, width);
                },
                texts);
        ask(
                failures,
                () -> {
                    var rules = context.services()
                            .call(
                                    Remote.MAPPING,
                                    channel -> RuleSetServiceGrpc.newBlockingStub(channel)
                                            .getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance()));
                    json.putFields("activeRuleSet", value(rules.getRuleSet()));
                    return "mapping-service: rule set version "
                            + rules.getRuleSet().getVersion() + ", detector lists "
                            + rules.getRuleSet().getDetectorListVersion() + "\n";
                },
                texts);
        ask(
                failures,
                () -> {
                    var sync = context.services()
                            .call(
                                    Remote.SALES_SYNC,
                                    channel -> SalesSyncAdminServiceGrpc.newBlockingStub(channel)
                                            .getSyncStatus(GetSyncStatusRequest.getDefaultInstance()));
                    json.putFields("sync", value(sync));
                    return StatusText.personSync(sync.getPersonSync(), width);
                },
                texts);
        context.show(json.build(), () -> String.join("\n", texts));
        if (failures.isEmpty()) {
            return Context.OK;
        }
        throw new CommandFailed(String.join("\ntouchstone: ", failures));
    }

    private static void ask(List<String> failures, Supplier<String> question, List<String> texts) {
        try {
            texts.add(question.get());
        } catch (CommandFailed e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    /** A message as a part of a JSON document. */
    static Value value(com.google.protobuf.Message message) {
        Struct.Builder struct = Struct.newBuilder();
        try {
            JsonFormat.parser().merge(Context.json(message, JsonFormat.printer()), struct);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException("JSON of a message is JSON", e);
        }
        return Value.newBuilder().setStructValue(struct).build();
    }
}

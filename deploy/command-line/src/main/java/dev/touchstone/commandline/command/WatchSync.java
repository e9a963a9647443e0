package dev.touchstone.commandline.command;

import com.google.protobuf.util.JsonFormat;
import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.commandline.rpc.CallFailure;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
import dev.touchstone.salessync.v1.WatchSyncStatusRequest;
import dev.touchstone.salessync.v1.WatchSyncStatusResponse;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;

/** Follows how the sync stands: one line for each change, or one JSON document a line. */
final class WatchSync {
    private final Context context;
    private String last = "";

    WatchSync(Context context) {
        this.context = context;
    }

    /** Ends when the service ends the stream. */
    int follow() {
        try {
            Iterator<WatchSyncStatusResponse> answers = SalesSyncAdminServiceGrpc.newBlockingStub(
                            context.services().channel(Remote.SALES_SYNC))
                    .watchSyncStatus(WatchSyncStatusRequest.getDefaultInstance());
            while (answers.hasNext()) {
                show(answers.next());
            }
            return Context.OK;
        } catch (StatusRuntimeException e) {
            throw CallFailure.of(Remote.SALES_SYNC, context.services().address(Remote.SALES_SYNC), e);
        }
    }

    private void show(WatchSyncStatusResponse answer) {
        String line = context.json()
                ? Context.json(answer, JsonFormat.printer().omittingInsignificantWhitespace())
                : StatusText.personSyncLine(answer.getPersonSync());
        if (!line.equals(last)) {
            context.terminal().out().println(line);
            context.terminal().out().flush();
            last = line;
        }
    }
}

package dev.aria.allocator;

import dev.aria.runtime.boot.RunningService;
import dev.aria.runtime.boot.ServiceContext;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.redis.Lease;
import dev.aria.runtime.redis.RegionStatisticsStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/** The allocator at work. */
final class AllocatorService implements RunningService {
  private final ActorRef<Guardian.Command> guardian;
  private final CompletionStage<Void> done;

  private AllocatorService(ActorRef<Guardian.Command> guardian, CompletionStage<Void> done) {
    this.guardian = guardian;
    this.done = done;
  }

  static AllocatorService start(ServiceContext context) {
    PairedSet pairs = PairedSetFile.open(context.run().pairedSet());
    var parts =
        new AllocatorParts(
            context.cluster(),
            context.run(),
            pairs,
            new Lease(
                context.redis(),
                context.run().name(),
                "allocator-" + UUID.randomUUID(),
                context.settings().redis().leaseTtl(),
                System::nanoTime),
            new RegionStatisticsStore(context.redis(), context.run().name()),
            context.meters(),
            context.clock());
    CompletableFuture<Void> ended = new CompletableFuture<>();
    var loop = new Guardian.Part("allocator", Loop.create(() -> new AllocatorTurns(parts)));
    var guardian =
        context
            .actors()
            .systemActorOf(Guardian.create(List.of(loop), ended), "allocator", Props.empty());
    return new AllocatorService(guardian, ended.whenComplete((ok, failure) -> pairs.close()));
  }

  @Override
  public CompletionStage<Void> done() {
    return done;
  }

  @Override
  public void stop() {
    guardian.tell(Guardian.Stop.INSTANCE);
  }
}

package dev.aria.allocator;

import dev.aria.runtime.boot.RunningService;
import dev.aria.runtime.boot.ServiceContext;
import dev.aria.runtime.loop.Loops;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.redis.Lease;
import dev.aria.runtime.redis.RegionStatisticsStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The allocator at work. */
final class AllocatorService implements RunningService {
  private final Loops loops;
  private final CompletionStage<Void> done;

  private AllocatorService(Loops loops, CompletionStage<Void> done) {
    this.loops = loops;
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
            new AllocatorMeters(context.meters()),
            context.clock());
    Loops loops =
        Loops.start(
            context.actors(),
            "allocator",
            List.of(new Loops.Part("allocator", () -> new AllocatorTurns(parts))));
    return new AllocatorService(loops, loops.done().whenComplete((ok, failure) -> pairs.close()));
  }

  @Override
  public CompletionStage<Void> done() {
    return done;
  }

  @Override
  public void stop() {
    loops.stop();
  }
}

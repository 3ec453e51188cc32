package dev.aria.allocator;

import dev.aria.runtime.boot.RunningService;
import dev.aria.runtime.boot.ServiceContext;
import dev.aria.runtime.boot.ServiceMain;
import dev.aria.runtime.loop.Loops;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.redis.Lease;
import dev.aria.runtime.redis.RegionStatisticsStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The allocator as a process of its own. A loop gives turns to an {@link Allocator}, which waits
 * for the region map. Then a {@link Candidate} competes for the run's lease, and leads the run in
 * one {@link LeaderTerm} after another.
 */
public final class AllocatorMain {
  private AllocatorMain() {}

  /** Exit codes and arguments are those of {@link ServiceMain}. */
  public static void main(String[] args) {
    ServiceMain.run("allocator", args, AllocatorMain::start);
  }

  private static RunningService start(ServiceContext context) {
    PairedSet pairs = PairedSets.open(context.run().pairedSet());
    AllocatorParts parts = parts(context, pairs);
    Loops.Part allocator = new Loops.Part("allocator", () -> new Allocator(parts));
    Loops loops = Loops.start(context.actors(), "allocator", List.of(allocator));
    return new Running(loops, loops.done().whenComplete((ok, failure) -> pairs.close()));
  }

  private static AllocatorParts parts(ServiceContext context, PairedSet pairs) {
    String run = context.run().name();
    return new AllocatorParts(
        context.cluster(),
        context.run(),
        pairs,
        new Lease(
            context.redis(),
            run,
            "allocator-" + UUID.randomUUID(),
            context.settings().redis().leaseTtl(),
            System::nanoTime),
        new RegionStatisticsStore(context.redis(), run),
        new AllocatorMeters(context.meters(), context.run().allocation().scope()),
        context.clock());
  }

  private record Running(Loops loops, CompletionStage<Void> done) implements RunningService {
    @Override
    public void stop() {
      loops.stop();
    }
  }
}

package dev.aria.trainer.exchange;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.PeerRecord.Arrival;
import dev.aria.models.engine.Arithmetic;
import dev.aria.runtime.kafka.membership.ShardMembership.Assignment;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.checkpoint.PeerState;
import dev.aria.trainer.checkpoint.Provenance;
import dev.aria.trainer.feed.Feed;
import dev.aria.trainer.feed.TopicTail;
import dev.aria.trainer.run.RunContext;
import dev.aria.trainer.student.Student;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The other trainers of a student, as one of them deals with them. */
public final class Peers implements AutoCloseable {
  private final RunContext run;
  private final Provenance provenance;
  private final String self;
  private final PeerTopics topics;
  private Optional<TopicWriter<PeerRecord>> announcements = Optional.empty();

  /**
   * @param provenance whose student it is
   * @param self name of the trainer, unlike any other's
   */
  public Peers(RunContext run, Provenance provenance, String self) {
    this.run = run;
    this.provenance = provenance;
    this.self = self;
    this.topics = new PeerTopics(run, provenance);
  }

  /**
   * Says that this trainer is about to join. The others send their gradients as long as they hear
   * that. Always call it, and close this, on one thread.
   */
  public void announceArrival() {
    if (announcements.isEmpty()) {
      announcements = Optional.of(topics.peerWriter());
    }
    announcements.get().send(Topics.ARRIVALS, self, arrival(false));
  }

  private Arrival arrival(boolean wantsState) {
    return new Arrival(
        provenance.run(), provenance.student(), provenance.lineage(), self, wantsState);
  }

  /**
   * The state of the other trainers.
   *
   * @param leaving whether this trainer has been told to stop, and no longer waits for the others
   */
  public PeerState state(BooleanSupplier leaving) {
    return new StateRequest(topics, arrival(true), Clock.systemUTC(), leaving);
  }

  /** Where the gradients end at present, by partition. */
  public Map<Integer, Long> gradientEnds() {
    return topics.gradientEnds();
  }

  /**
   * Shares the gradients of {@code student}; the caller closes it.
   *
   * @param arithmetic that the student computes in
   */
  public GradientExchange exchange(Student student, Arithmetic arithmetic) {
    return new GradientExchange(
        student,
        run.settings().shards(),
        new TrainerIdentity(provenance, self, arithmetic),
        new PeerWriters(topics.gradientWriter(), topics.peerWriter()));
  }

  /**
   * What to read of the other trainers' gradients.
   *
   * @param from where to begin, by partition
   * @param step first step of interest
   * @param parameters P: elements of a gradient
   */
  public record GradientsFrom(Map<Integer, Long> from, long step, int parameters) {
    public GradientsFrom {
      from = Map.copyOf(from);
    }
  }

  /** The gradients that the other trainers compute; call on the thread that polls them. */
  public GradientFeed gradients(GradientsFrom begin, GradientFeed.Listener listener) {
    TopicReader<GradientChunk> reader = topics.gradientReader();
    begin.from().forEach(reader::seek);
    GradientAssembly assembly =
        new GradientAssembly(run.settings(), provenance.student(), begin.parameters());
    return new GradientFeed(
        new GradientFeed.Source(reader, assembly, self), listener, run.metrics(), begin.step());
  }

  /** Other trainers that are about to join; call on the thread that polls them. */
  public Feed arrivals(Consumer<Arrival> arrived) {
    return new TopicTail<>(
        topics.arrivals(),
        record -> {
          if (record instanceof Arrival arrival
              && topics.isOurs(arrival)
              && !arrival.trainer().equals(self)) {
            arrived.accept(arrival);
          }
        });
  }

  /** A place among the student's trainers; call on the thread that polls it. */
  public Feed membership(Consumer<Assignment> assigned) {
    return new Membership(topics.membership(), assigned);
  }

  @Override
  public void close() {
    announcements.ifPresent(TopicWriter::close);
  }
}

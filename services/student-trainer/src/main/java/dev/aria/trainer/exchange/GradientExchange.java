package dev.aria.trainer.exchange;

import dev.aria.models.engine.Arithmetic;
import dev.aria.models.training.ShardSpan;
import dev.aria.models.training.ShardTree;
import dev.aria.trainer.checkpoint.Provenance;
import dev.aria.trainer.checkpoint.ResumePoint;
import dev.aria.trainer.student.Student;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the trainers of a student share the gradients of a step. A gradient is a pure function of the
 * log and of what was learned before. So it does not matter which trainer computes it, nor whether
 * two do. Each trainer computes those of its own shards, takes the others' as they come, and
 * computes itself those that will not come any more. For one thread.
 */
public final class GradientExchange implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GradientExchange.class);

  /** Steps that a trainer catches up by itself; from further back it takes a peer's state. */
  private static final long CATCH_UP = 8;

  private final Student student;
  private final ShardTree tree;
  private final Arithmetic arithmetic;
  private final Provenance provenance;
  private final GradientOutbox outbox;
  private final StateOffers offers;
  private final HeldGradients held = new HeldGradients();

  /**
   * @param self its arithmetic is the student's: no gradient taken in another is summed
   * @param writers closed with this
   */
  public GradientExchange(Student student, int shards, TrainerIdentity self, PeerWriters writers) {
    this.student = student;
    this.arithmetic = self.arithmetic();
    this.provenance = self.provenance();
    this.tree = new ShardTree(shards);
    this.outbox = new GradientOutbox(writers.gradients(), self);
    this.offers = new StateOffers(writers.peers(), self);
  }

  /** Another trainer's gradient has come. */
  public void receive(PeerGradient gradient) {
    held.add(gradient);
  }

  /**
   * Gives the student the gradients that have come for the step at {@code point}.
   *
   * @param chief whether this trainer's student is the one that counts
   * @throws OtherHistory when another trainer has another student, or computes otherwise, and this
   *     one is not the chief
   */
  public void takeReceived(ResumePoint point, boolean chief) {
    for (PeerGradient received : held.take(point.nextStep())) {
      if (received.history() != point.historyIn(arithmetic)) {
        OtherHistory other = new OtherHistory(received.writer(), received.step(), arithmetic);
        if (!chief) {
          throw other;
        }
        LOG.error("{}; its gradient is left out", other.getMessage());
      } else if (!student.kept().contains(received.gradient().span())) {
        student.take(received.gradient());
      }
    }
  }

  /**
   * Whole subtrees whose gradients this trainer is to compute itself.
   *
   * @throws FellBehind when the others are too far ahead to be caught up
   */
  public List<ShardSpan> toCompute(ResumePoint point, ShardShare share) {
    Set<Integer> lacking = lacking();
    Set<Integer> wanted = new HashSet<>(share.overdue() ? lacking : passed(point, lacking));
    wanted.removeAll(share.owned());
    if (!wanted.isEmpty()) {
      LOG.info(
          "computes the gradients of shards {} of step {} in place of other trainers",
          wanted,
          point.nextStep());
    }
    share.owned().stream().filter(lacking::contains).forEach(wanted::add);
    return tree.spans(wanted);
  }

  private Set<Integer> passed(ResumePoint point, Set<Integer> lacking) {
    long step = point.nextStep();
    Set<Integer> passed = new HashSet<>(held.passed(step));
    passed.retainAll(lacking);
    if (!passed.isEmpty() && held.latest(step) - step > CATCH_UP) {
      throw new FellBehind(step, held.latest(step));
    }
    return passed;
  }

  private Set<Integer> lacking() {
    Set<Integer> lacking = new HashSet<>();
    IntStream.range(0, tree.shards()).forEach(lacking::add);
    for (ShardSpan span : student.kept()) {
      lacking.removeIf(span::contains);
    }
    return lacking;
  }

  /** Whether other trainers need the gradient of {@code span}, which this one has computed. */
  public boolean isNeeded(ShardSpan span, ShardShare share) {
    return share.listeners() || span.count() < tree.shards();
  }

  /**
   * Sends the gradient that the student keeps for {@code span} of the step at {@code point}, once
   * {@code reported} is complete. Waits when too many are under way.
   *
   * @throws java.util.concurrent.CompletionException when an earlier one could not be sent
   */
  public void send(ResumePoint point, ShardSpan span, CompletableFuture<Void> reported) {
    outbox.send(point, student.gradient(span), reported);
  }

  /** What makes up the whole step; empty while something is missing. */
  public Optional<List<ShardSpan>> cover() {
    return tree.cover(student.kept());
  }

  /**
   * Hands the student's state at {@code point} to trainers that are about to join, once {@code
   * reported} is complete. Does nothing while a state is being written: a trainer that missed its
   * beginning asks again.
   */
  public void offerState(ResumePoint point, CompletableFuture<Void> reported) {
    if (!offers.isUnderWay()) {
      offers.offer(student.snapshot(provenance.metadata(point)), reported);
    }
  }

  @Override
  @SuppressWarnings("try") // closed one after another, whichever of them fails
  public void close() {
    try (GradientOutbox last = outbox) {
      offers.close();
    }
  }
}

package dev.aria.trainer;

import dev.aria.models.engine.Arithmetic;
import dev.aria.models.training.ShardSpan;
import dev.aria.models.training.ShardTree;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the trainers of a student share the gradients of a step. A gradient is a pure function of the
 * log and of what was learned before, so it does not matter who finds it, nor whether two do: each
 * trainer finds those of its own shards, takes the others' as they come, and finds itself what will
 * not come any more.
 */
final class StepRound {
  private static final Logger LOG = LoggerFactory.getLogger(StepRound.class);

  /** Steps that a trainer catches up by itself; from further back it takes a peer's state. */
  private static final long CATCH_UP = 8;

  private final Student student;
  private final ShardTree tree;
  private final Arithmetic arithmetic;
  private final HeldGradients held = new HeldGradients();

  /**
   * @param arithmetic that the student computes in; nothing found in another is summed with its own
   */
  StepRound(Student student, int shards, Arithmetic arithmetic) {
    this.student = student;
    this.arithmetic = arithmetic;
    this.tree = new ShardTree(shards);
  }

  /** Another trainer's gradient has come. */
  void add(PeerGradient found) {
    held.add(found);
  }

  /**
   * Gives the student what others have found for the step at {@code point}.
   *
   * @param chief whether this trainer's student is the one that counts
   * @throws OtherHistory when another trainer has another student, or computes otherwise, and this
   *     one is not the chief
   */
  void takeFound(ResumePoint point, boolean chief) {
    for (PeerGradient found : held.take(point.nextStep())) {
      if (found.history() != point.historyIn(arithmetic)) {
        OtherHistory other = new OtherHistory(found.writer(), found.step(), arithmetic);
        if (!chief) {
          throw other;
        }
        LOG.error("{}; what it found is left out", other.getMessage());
      } else if (!student.kept().contains(found.gradient().span())) {
        student.take(found.gradient());
      }
    }
  }

  /**
   * Whole subtrees that this trainer is to find itself.
   *
   * @throws FellBehind when the others are too far ahead to be caught up
   */
  List<ShardSpan> toFind(ResumePoint point, TrainingDesk.Share share) {
    Set<Integer> lacking = lacking();
    Set<Integer> wanted = new HashSet<>(share.impatient() ? lacking : passed(point, lacking));
    wanted.removeAll(share.owned());
    if (!wanted.isEmpty()) {
      LOG.info(
          "finds the gradients of shards {} of step {} for their trainers",
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

  /** What makes up the whole step; empty while something is missing. */
  Optional<List<ShardSpan>> cover() {
    return tree.cover(student.kept());
  }

  /** Whether {@code span} is the whole step. */
  boolean isWhole(ShardSpan span) {
    return span.count() == tree.shards();
  }
}

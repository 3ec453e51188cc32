package dev.aria.streamer.drawing;

import static dev.aria.streamer.drawing.StepRig.PAIRS;
import static dev.aria.streamer.drawing.StepRig.SHARES;
import static dev.aria.streamer.drawing.StepRig.conditioning;
import static dev.aria.streamer.drawing.StepRig.corpus;
import static dev.aria.streamer.drawing.StepRig.natural;
import static dev.aria.streamer.drawing.StepRig.ofBranch;
import static dev.aria.streamer.drawing.StepRig.pairs;
import static dev.aria.streamer.drawing.StepRig.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.SwapProbability;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.SamplerState;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.TeacherNames;
import dev.aria.streamer.TestRun;
import dev.aria.streamer.corpus.PairTeachers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The condition's prompt decides which teacher answers, and nothing else of a draw. */
final class TeacherRoutingTest {
  private static final int STEPS = 30;
  private static final int TEACHERS = 3;
  private static final String DIGEST = "teachers";

  private final RunSettings run =
      TestRun.withPaths(TestRun.run(STEPS, "swapped", "focus", 2), 0.25, 5);

  private List<DrawBatch> routed() {
    StepMaker.Pairs plain = pairs();
    PairTeachers ofPairs = (pair, noiseSeed) -> pair % TEACHERS;
    StepMaker.Pairs pairs = new StepMaker.Pairs(plain.index(), plain.digest(), ofPairs, DIGEST);
    return steps(maker(corpus().of(TEACHERS), pairs), run, STEPS, natural());
  }

  private StepMaker maker(ListCorpus corpus, StepMaker.Pairs pairs) {
    return new StepMaker(
        run, conditioning(SwapProbability.constant(0.5)), corpus, TestRun.map(SHARES), pairs);
  }

  @Test
  void make_ofTaggedPrompts_namesTheTeacherOfEachCondition() {
    List<DrawBatch> batches = routed();

    for (Branch branch : List.of(Branch.SWAPPED, Branch.PATH)) {
      assertThat(ofBranch(batches, branch))
          .isNotEmpty()
          .allSatisfy(
              draw -> {
                long prompt = draw.prompt().orElseThrow().id() - 1000L * draw.region();
                assertThat(draw.teacher()).isEqualTo((int) (prompt % TEACHERS));
              });
    }
    assertThat(ofBranch(batches, Branch.PAIRED))
        .isNotEmpty()
        .allSatisfy(draw -> assertThat(draw.teacher()).isEqualTo(draw.latentId() % TEACHERS));
    assertThat(ofBranch(batches, Branch.NULL))
        .isNotEmpty()
        .extracting(Draw::teacher)
        .containsOnly(Draw.OWN_TEACHER);
    assertThat(batches).extracting(DrawBatch::teachersDigest).containsOnly(DIGEST);
  }

  @Test
  void make_ofTaggedPrompts_changesNothingElseOfADraw() {
    List<DrawBatch> plain = steps(maker(corpus(), pairs()), run, STEPS, natural());

    assertThat(routed().stream().flatMap(batch -> batch.draws().stream()))
        .extracting(draw -> draw.by(Draw.OWN_TEACHER))
        .containsExactlyElementsOf(
            plain.stream().flatMap(batch -> batch.draws().stream()).toList());
  }

  @Test
  void refuseOtherTeachers_ofAStartedRun_saysBothAndTheWayOut() {
    SamplerState state =
        maker(corpus(), pairs()).make(StepMaker.start(run, TestRun.DIGEST), natural(), 0).after();

    assertThatCode(() -> StartedRun.refuseOtherTeachers(run, "", state)).doesNotThrowAnyException();
    assertThatThrownBy(() -> StartedRun.refuseOtherTeachers(run, DIGEST, state))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("has drawn 1 steps for the teachers of a run without experts")
        .hasMessageContaining("with digest teachers")
        .hasMessageContaining("set them back, or start a run under another name");
  }

  @Test
  void ofPairs_captionsThatNameTeachers_areAnsweredByThem() {
    TeacherNames names = new TeacherNames("a-run", "a-corpus", List.of("default", "cats"));

    Path place = Path.of("pairs");

    PairTeachers teachers = PairTeachers.of(new CatsInTurn("cats"), place, names);

    assertThat(teachers.of(0, 5)).isZero();
    assertThat(teachers.of(1, 5)).isEqualTo(1);
    assertThatThrownBy(() -> PairTeachers.of(new CatsInTurn("birds"), place, names))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining(
            "captions of the paired set pairs (aria.run.paired-set) name the teachers [birds]");
  }

  /** Pairs of which every second names a teacher. */
  private record CatsInTurn(String teacher) implements PairedSet {
    @Override
    public int size() {
      return PAIRS;
    }

    @Override
    public Optional<String> teacher(int id, int caption) {
      return id % 2 == 0 ? Optional.empty() : Optional.of(teacher);
    }

    @Override
    public Set<String> teachers() {
      return Set.of(teacher);
    }

    @Override
    public String digest() {
      return "pairs";
    }

    @Override
    public List<Integer> latentShape() {
      return List.of(1);
    }

    @Override
    public List<Integer> conditionShape() {
      return List.of(1);
    }

    @Override
    public void latent(int id, float[] target, int offset) {}

    @Override
    public void condition(int id, float[] target, int offset) {}

    @Override
    public String text(int id) {
      return "pair " + id;
    }

    @Override
    public void close() {}
  }
}

package dev.aria.trials.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.stack.TinyRuns;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of two shards of eight draws over a corpus of 200 prompts in four regions. */
final class InProcessRunTest {
  private static final int STEPS = 60;
  private static final String[] PATHS = {
    "aria.run.allocation.scope=paths",
    "aria.run.allocation.signal=training",
    "aria.run.paths.share=0.5",
    "aria.run.paths.length=4"
  };

  @TempDir private Path folder;

  /** What a listener was told. */
  private static final class Told implements InProcessRun.Listener {
    private final List<StepReport> reports = new ArrayList<>();
    private final List<SamplingWeights> weights = new ArrayList<>();

    @Override
    public void reported(StepReport report) {
      reports.add(report);
    }

    @Override
    public void published(SamplingWeights published) {
      weights.add(published);
    }

    List<List<Double>> ofPaths() {
      return weights.stream()
          .map(published -> published.regions().stream().map(RegionWeight::path).toList())
          .toList();
    }
  }

  private Settings settings(String name, String... changes) {
    return TinyProblem.settings(new TinyProblem(folder).run(name, STEPS), changes);
  }

  private TaggedCorpus corpus(Settings settings) {
    return new TinyProblem(folder).corpus(settings);
  }

  @Test
  void train_twice_isTheSameToTheLastBit() {
    Settings settings = settings("twice", PATHS);
    TaggedCorpus corpus = corpus(settings);
    Told first = new Told();
    Told second = new Told();

    InProcessRun.Outcome outcome = new InProcessRun(settings, corpus).train(first);

    assertThat(new InProcessRun(settings, corpus).train(second)).isEqualTo(outcome);
    assertThat(second.reports).isEqualTo(first.reports).hasSize(STEPS * TinyRuns.SHARDS);
    assertThat(second.weights).isEqualTo(first.weights);
    assertThat(outcome.teacherPasses())
        .isBetween(STEPS * 16L, STEPS * 16L + 8 * 3); // paths are entered in the middle once
    assertThat(Path.of(settings.config().getString("aria.student-trainer.output")))
        .satisfies(output -> assertThat(Files.exists(output.resolve("small.pt"))).isTrue());
  }

  @Test
  void train_ariaUnderScopePaths_changesTheWeightsOfPathsAlone() {
    Settings settings = settings("steered", PATHS);
    TaggedCorpus corpus = corpus(settings);
    Told told = new Told();

    new InProcessRun(settings, corpus).train(told);

    List<List<Double>> paths = told.ofPaths();
    assertThat(paths).hasSize(STEPS / 10);
    assertThat(paths).doesNotHaveDuplicates().doesNotContain(corpus.map().shares());
    assertThat(told.weights)
        .allSatisfy(
            weights ->
                assertThat(weights.regions())
                    .extracting(RegionWeight::swapped)
                    .isEqualTo(corpus.map().shares()));
  }

  @Test
  void train_weightsAfterATick_holdFromTheNextStepOn() {
    Settings settings = settings("prompt", PATHS);
    Told told = new Told();

    new InProcessRun(settings, corpus(settings)).train(told);

    assertThat(told.reports)
        .allSatisfy(
            report ->
                assertThat(report.weights())
                    .isEqualTo(
                        report.step() < 10
                            ? WeightsVersion.INITIAL
                            : new WeightsVersion(1, report.step() / 10)));
  }

  @Test
  void train_signalProbe_scoresProbes() {
    Settings settings =
        settings("probed", "aria.run.probes.every-steps=5", "aria.run.allocation.signal=probe");
    Told told = new Told();

    new InProcessRun(settings, corpus(settings)).train(told);

    assertThat(told.reports).filteredOn(report -> !report.probes().isEmpty()).isNotEmpty();
    assertThat(told.weights.get(5).regions())
        .extracting(RegionWeight::ratio)
        .allSatisfy(ratio -> assertThat(ratio).isPositive())
        .doesNotContain(1.0);
  }

  @Test
  void create_runWithExperts_isRefusedWithTheWayOut() {
    Settings settings = settings("experts");
    TaggedCorpus corpus = corpus(settings);
    Settings experts = settings("experts", "aria.run.experts=cats=cats.json");

    assertThatThrownBy(() -> new InProcessRun(experts, corpus))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("aria.run.experts names [cats]")
        .hasMessageContaining("run the four services");
  }

  @Test
  void create_corpusOfOtherRegions_isRefused() {
    Settings settings = settings("regions", PATHS);
    TaggedCorpus corpus = corpus(settings);
    Settings other = settings("regions", "aria.run.regions.count=5");

    assertThatThrownBy(() -> new InProcessRun(other, corpus))
        .hasMessageContaining("asks for 5 regions of corpus 'tiny'");
  }
}

package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.RunKey;
import dev.aria.trials.study.data.RunRow;
import dev.aria.trials.study.data.StudyData;
import dev.aria.trials.study.data.StudyMeasure;
import dev.aria.trials.study.data.WeightRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A made-up study of four contenders and three seeds that looks like a real one. */
final class SampleStudy {
  private static final List<String> CONTENDERS = List.of("rc", "stratified", "tempered", "aria");
  private static final int STEPS = 3000;
  private static final int EVERY = 150;
  private static final int PASSES_A_STEP = 64;
  private static final int REGIONS = 24;
  private static final int BINS = 16;

  private SampleStudy() {}

  static StudyFacts facts(String purpose) {
    return new StudyFacts(
        "emoji-" + purpose,
        "Emoji: does steering <help> & where? (" + purpose + ")",
        purpose,
        CONTENDERS,
        Map.of("rc", "Random Conditioning, draws by corpus share", "aria", "the tracker's weights"),
        "rc",
        List.of("stratified", "tempered"),
        "aria",
        STEPS,
        "aria compare --study emoji",
        "91ddd1b",
        "2 cores, no GPU");
  }

  static List<Aim> aims() {
    return List.of(
        new Aim(
            "macro at least 2 % below rc",
            Aim.Kind.VALUE_TO_BASELINE, StudyMeasure.NOISE_MSE, "macro", 2),
        new Aim(
            "natural at most 1 % above rc",
            Aim.Kind.VALUE_TO_BASELINE, StudyMeasure.NOISE_MSE, "natural", -1),
        new Aim(
            "a quarter fewer passes to the macro of rc",
            Aim.Kind.PASSES_TO_BASELINE,
            StudyMeasure.NOISE_MSE,
            "macro",
            25));
  }

  static StudyData data() {
    List<FinishedRun> runs = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      for (String contender : CONTENDERS) {
        runs.add(run(new RunKey(contender, seed)));
      }
    }
    return new StudyData(runs);
  }

  private static FinishedRun run(RunKey key) {
    SplittableRandom random = new SplittableRandom(key.contender().hashCode() + key.seed());
    double gain = 0.02 * CONTENDERS.indexOf(key.contender());
    double level = 0.24 * (1 + 0.02 * key.seed()) * (1 + 0.004 * random.nextGaussian());
    RunRow row =
        new RunRow(
            key,
            "0123abcd",
            STEPS,
            64L * STEPS,
            (long) PASSES_A_STEP * STEPS,
            "f92cfdc5",
            "ab".repeat(32),
            612 + random.nextInt(40));
    List<MeasureRow> measures = new ArrayList<>();
    for (int step = EVERY; step <= STEPS; step += EVERY) {
      double share = (double) step / STEPS;
      double value = level * (1 - gain * share) * Math.pow(share, -0.35);
      curve(measures, row, step, value * (1 + 0.003 * random.nextGaussian()));
    }
    finals(measures, row, level, gain);
    return new FinishedRun(row, measures, weights(row, key.contender()));
  }

  private static void curve(List<MeasureRow> measures, RunRow row, int step, double value) {
    Map<String, Double> levels =
        Map.of("macro", 1.0, "worst-decile", 1.9, "natural", 0.9, "unpaired", 1.4, "rare", 1.2);
    levels.forEach(
        (group, factor) ->
            measures.add(measure(row, step, StudyMeasure.NOISE_MSE, group, value * factor)));
  }

  private static void finals(List<MeasureRow> measures, RunRow row, double level, double gain) {
    measures.add(last(row, StudyMeasure.GUIDED_MSE, "macro", 3 * level * (1 - gain)));
    measures.add(last(row, StudyMeasure.PICTURE_MSE, "unpaired", 0.05 * level * (1 - gain / 2)));
    measures.add(last(row, StudyMeasure.RETRIEVAL, "unpaired", 0.4 * (1 + gain)));
    measures.add(last(row, StudyMeasure.TEACHER_RETRIEVAL, "unpaired", 0.71));
    for (int region = 0; region < REGIONS; region++) {
      double value = level * (0.6 + 0.05 * region) * (1 - gain * region / REGIONS);
      measures.add(last(row, StudyMeasure.NOISE_MSE, "region:" + name(region), value));
    }
    for (int bin = 0; bin < BINS; bin++) {
      double value = 2 * level * Math.exp(-0.3 * bin) * (1 - gain * bin / BINS);
      measures.add(last(row, StudyMeasure.NOISE_MSE, "bin:" + bin, value));
    }
  }

  private static List<WeightRow> weights(RunRow row, String contender) {
    List<WeightRow> weights = new ArrayList<>();
    if (!contender.equals("aria")) {
      return weights;
    }
    for (int step = 0; step <= STEPS; step += EVERY) {
      double shift = 1 - Math.exp(-step / 600.0);
      for (int region = 0; region < REGIONS; region++) {
        double share = 2.0 * (REGIONS - region) / (REGIONS * (REGIONS + 1));
        double ratio = 1 + shift * (region - REGIONS / 2.0) / REGIONS;
        double weight = share * (1 + shift * 0.08 * region * Math.sin(1 + region + step / 2000.0));
        weights.add(
            new WeightRow(
                row.run(),
                step,
                region,
                name(region),
                share,
                share,
                Math.max(weight, 0.001),
                ratio));
      }
    }
    return weights;
  }

  private static String name(int region) {
    return "region " + (char) ('A' + region) + " & others";
  }

  private static MeasureRow last(RunRow row, StudyMeasure measure, String group, double value) {
    return measure(row, row.steps(), measure, group, value);
  }

  private static MeasureRow measure(
      RunRow row, int step, StudyMeasure measure, String group, double value) {
    return new MeasureRow(row.run(), step, (long) PASSES_A_STEP * step, measure, group, value, 288);
  }
}

package dev.aria.cli.teacher;

import dev.aria.emoji.teacher.TeacherData;
import dev.aria.emoji.teacher.TeacherFolder;
import dev.aria.emoji.teacher.TeacherPlan;
import dev.aria.emoji.teacher.TeacherTraining;
import dev.aria.models.model.Architecture;
import dev.aria.models.training.Resumed;
import dev.aria.models.training.Trainable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria teacher train}: trains the emoji teacher from the shipped pictures. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train the emoji teacher from the shipped pictures.")
public final class TrainTeacher implements Callable<Integer> {
  private static final int PIXELS = 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for codec, caches, checkpoints and the teacher.")
  private Path out = Path.of(".");

  @Option(
      names = "--steps",
      defaultValue = "16000",
      description = "Optimizer steps in all (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--batch",
      defaultValue = "256",
      description = "Samples a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rate",
      defaultValue = "1e-3",
      description = "Peak learning rate (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--latent",
      defaultValue = "192",
      description = "Principal components of a picture (default: ${DEFAULT-VALUE}).")
  private int latent;

  @Option(
      names = "--width",
      defaultValue = "768",
      description = "Width of the network (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--blocks",
      defaultValue = "4",
      description = "Residual blocks (default: ${DEFAULT-VALUE}).")
  private int blocks;

  @Option(
      names = "--embedding",
      defaultValue = "384",
      description = "Width of the time and condition embedding (default: ${DEFAULT-VALUE}).")
  private int embedding;

  @Option(
      names = "--pixels",
      description =
          "Train a small U-Net on 16x16 pixels instead; width, blocks, embedding and latent are not"
              + " read.")
  private boolean pixels;

  @Option(
      names = "--minutes",
      defaultValue = "100000",
      description = "Stop at a checkpoint after that long; --resume goes on.")
  private int minutes;

  @Option(
      names = "--resume",
      description = "Go on from the folder's checkpoint, under the plan it was started with.")
  private boolean resume;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of weights and draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    TeacherPlan plan = plan();
    TeacherFolder folder = TeacherFolder.at(out);
    TeacherData data = TeacherData.prepare(folder, plan.network().sampleShape(), System.out);
    try (Trainable teacher = open(plan, data, folder)) {
      new TeacherTraining(teacher, data.pictures(), plan, folder)
          .run(Duration.ofMinutes(minutes), System.out);
    }
    return 0;
  }

  private TeacherPlan plan() {
    try {
      Architecture network =
          pixels
              ? TeacherPlan.onPixels(PIXELS)
              : TeacherPlan.onLatents(latent, width, blocks, embedding);
      return new TeacherPlan(network, batch, steps, rate, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Trainable open(TeacherPlan plan, TeacherData data, TeacherFolder folder) {
    if (resume) {
      return resumed(plan, folder);
    }
    if (Files.exists(folder.checkpoint())) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is the checkpoint of an earlier training; say --resume to go on with it, or choose another folder"
              .formatted(folder.checkpoint()));
    }
    return Trainable.create(
        plan.model(data.encoderDigest(), data.codecDigest()), plan.optimizer(), "cpu");
  }

  private Trainable resumed(TeacherPlan plan, TeacherFolder folder) {
    Resumed resumed = Trainable.resume(folder.checkpoint(), "cpu");
    if (!resumed.metadata().equals(plan.metadata())) {
      resumed.model().close();
      throw new ParameterException(
          spec.commandLine(),
          "%s was made with %s, not %s; give the same options, or start in another folder"
              .formatted(folder.checkpoint(), resumed.metadata(), plan.metadata()));
    }
    return resumed.model();
  }
}

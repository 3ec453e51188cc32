package dev.aria.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.TorchModule.Mode;
import dev.aria.models.engine.Transfer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** Weights, moments and average of a model in training; each flat, in parameter order. */
final class OptimizerState {
  private final TorchModule script;
  private final PtNDArray[] parameters;
  private final NDArray first;
  private final NDArray second;
  private final NDArray average;

  /** Lives as long as {@code script}; the average starts as the weights themselves. */
  OptimizerState(TorchModule script, List<PtNDArray> parameters) {
    this.script = script;
    this.parameters = parameters.toArray(PtNDArray[]::new);
    PtNDManager memory = script.manager();
    average = flat(memory);
    first = memory.zeros(average.getShape(), DataType.FLOAT32);
    second = memory.zeros(average.getShape(), DataType.FLOAT32);
  }

  IValue parameterList() {
    return IValue.listFrom(parameters);
  }

  /** A copy of the weights (P). */
  NDArray flat(PtNDManager memory) {
    return script.call("flatten", memory, Mode.UPDATE, parameterList()).singletonOrThrow();
  }

  NDArray first() {
    return first;
  }

  NDArray second() {
    return second;
  }

  NDArray average() {
    return average;
  }

  /** Copies {@code flat} (P) into the weights. */
  void setWeights(NDArray flat) {
    try (PtNDManager step = script.newStep()) {
      script.call("restore", step, Mode.UPDATE, parameterList(), IValue.from((PtNDArray) flat));
    }
  }

  /**
   * One AdamW step and one of the average.
   *
   * @param gradient (P), overwritten
   * @param clip factor on the gradient
   * @param number of this step, from 1
   */
  void update(NDArray gradient, double clip, OptimizerSettings settings, long number) {
    try (PtNDManager step = script.newStep()) {
      script.call(
          "update",
          step,
          Mode.UPDATE,
          parameterList(),
          IValue.listFrom(
              (PtNDArray) gradient, (PtNDArray) first, (PtNDArray) second, (PtNDArray) average),
          IValue.listFrom(numbers(clip, settings, number)));
    }
  }

  /** The factors of one step as the script reads them, PyTorch's order of operations. */
  private static double[] numbers(double clip, OptimizerSettings settings, long number) {
    double rate = settings.rate(number);
    double firstCorrection = 1 - StrictMath.pow(settings.beta1(), (double) number);
    double secondCorrection = 1 - StrictMath.pow(settings.beta2(), (double) number);
    return new double[] {
      clip,
      1 - rate * settings.weightDecay(),
      1 - settings.beta1(),
      settings.beta2(),
      Math.sqrt(secondCorrection),
      settings.epsilon(),
      -rate / firstCorrection,
      1 - settings.emaDecay(number)
    };
  }

  /** Number of weights P. */
  int size() {
    return Math.toIntExact(average.size());
  }

  /** Copies of weights, first moment, second moment and average (P each), little-endian float32. */
  List<ByteBuffer> save(PtNDManager memory) {
    return Stream.of(flat(memory), first, second, average).map(Transfer::bytes).toList();
  }

  /** Replaces weights, first moment, second moment and average by what {@link #save} gave. */
  void restore(List<ByteBuffer> arrays) {
    try (PtNDManager step = script.newStep()) {
      List<PtNDArray> saved = arrays.stream().map(bytes -> vector(step, bytes)).toList();
      setWeights(saved.get(0));
      copy(saved.get(1), first);
      copy(saved.get(2), second);
      copy(saved.get(3), average);
    }
  }

  private PtNDArray vector(PtNDManager memory, ByteBuffer bytes) {
    return Transfer.in(memory, new Tensor(List.of(size()), ElementType.FLOAT32, bytes));
  }

  private void copy(PtNDArray from, NDArray to) {
    script.call(
        "restore",
        from.getManager(),
        Mode.UPDATE,
        IValue.listFrom((PtNDArray) to),
        IValue.from(from));
  }
}

package dev.aria.models.engine;

import ai.djl.Device;

/** Names of devices in settings: {@code cpu}, {@code gpu} (the first) or {@code gpu:1}. */
public final class Devices {
  private Devices() {}

  /**
   * Checks that {@code name} names a device of this machine.
   *
   * @throws IllegalArgumentException when it is no device name or there is no such GPU
   */
  public static void check(String name) {
    of(name);
  }

  static Device of(String name) {
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    if (!name.matches("gpu(:\\d{1,3})?")) {
      throw new IllegalArgumentException("device must be cpu, gpu or gpu:N, got " + name);
    }
    int index = name.equals("gpu") ? 0 : Integer.parseInt(name.substring(4));
    int count = TorchEngine.start().getGpuCount();
    if (index >= count) {
      throw new IllegalArgumentException(
          "device %s is not there: the PyTorch engine sees %d GPUs".formatted(name, count));
    }
    return Device.gpu(index);
  }
}

import { wrongVariable } from '../../lib/values/header-variables';

test.each([
  '', 'plain', '100%%', '%HOSTNAME%', 'a %DOWNSTREAM_REMOTE_ADDRESS% b', '%REQ(x-a)%', '%REQ(x-a?x-b):10%', '%START_TIME%', '%START_TIME(%s)%', '%RESPONSE_CODE%',
  '%UPSTREAM_METADATA(["a", "b"])%', '%%FOO%%', '%PATH(WQ)%',
])('Envoy takes "%s"', (value) => expect(wrongVariable(value)).toBeUndefined());

test.each([
  ['%FOO%', '%FOO%', 'is no variable that Envoy knows'],
  ['a %REQ(x)% %REQUEST_ID%', '%REQUEST_ID%', 'is no variable that Envoy knows'],
  ['%hostname%', '%hostname%', 'is not written as a variable is, %NAME% or %NAME(...)%'],
  ['%REQ(x) %', '%REQ(x) %', 'is not written as a variable is, %NAME% or %NAME(...)%'],
  ['%REQ%', '%REQ%', 'lacks brackets with what to look up'],
  ['%HOSTNAME(x)%', '%HOSTNAME(x)%', 'has brackets or a length, which this variable does not take'],
  ['%DURATION:5%', '%DURATION:5%', 'has brackets or a length, which this variable does not take'],
])('Envoy does not take "%s": %s %s', (value, variable, why) => expect(wrongVariable(value)).toEqual({ variable, why }));

// Shows the description of the API. Reads can be tried; nobody is asked for a token here: the viewer would print it.
const nothing = () => () => null;

SwaggerUIBundle({
  url: '/v3/api-docs',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: ['get', 'head'],
  persistAuthorization: false,
  plugins: [() => ({wrapComponents: {
    authorizeBtn: nothing,
    authorizeOperationBtn: nothing,
    AuthorizeBtnContainer: nothing,
  }})],
});
